import type { Question } from '@autocura/common';

const words: Partial<Record<Question['signal'], string>> = {
  'requests.rate': 'request rate',
  'requests.errors': 'error ratio',
  'requests.p95': 'response time (p95)',
};

export const named = ({ service, signal }: Question) => `${words[signal] ?? signal} of ${service}`;

/** A value as people read it: 0.123 ratio is 12.3 %, 0.05 s is 50 ms. */
export function shown(value: number, unit: string): string {
  if (unit === 'ratio') return `${round(value * 100)} %`;
  if (unit === 's') return Math.abs(value) < 1 ? `${round(value * 1000)} ms` : `${round(value)} s`;
  if (unit === 'bytes' || unit === 'bytes/s') return `${round(value / 2 ** 20)} MiB${unit.slice('bytes'.length)}`;
  return `${round(value)} ${unit}`;
}

const round = (value: number) => Number(value.toPrecision(3));
