/** Grafana's ids for our units. What is not listed is counted in itself, and Grafana shows it as it is. */
const ids: Partial<Record<string, string>> = {
  ratio: 'percentunit',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  s: 's',
  's/s': 'percentunit',
  'req/s': 'reqps',
  '1/s': 'cps',
};

export const grafanaUnit = (unit: string) => ids[unit] ?? unit;
