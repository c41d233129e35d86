import { ConfigReader } from '@backstage/config';
import { defaultDurations, readSettings } from './settings';

const read = (autocura: object) => readSettings(new ConfigReader({ autocura } as never));

test('one factor scales every duration that is not given', () => {
  const { durations } = read({ timescale: 0.05, durations: { approval: { minutes: 15 } } });
  const { approval, ...rest } = durations;
  expect(approval).toBe(15 * 60_000);
  for (const [name, ms] of Object.entries(rest))
    expect({ name, ms }).toEqual({ name, ms: defaultDurations[name as keyof typeof defaultDurations] / 20 });
});

test.each([0, -1, 2, 'fast'])('a factor of %p is refused by name', timescale => {
  expect(() => read({ timescale })).toThrow('autocura.timescale');
});

describe('Kubernetes', () => {
  const kubernetes = (given: object) => read({ runners: { kubernetes: given } }).runners.kubernetes;

  test('needs to know where it may act', () => {
    expect(kubernetes({ namespaces: ['shop'] })).toEqual({ namespaces: ['shop'] });
    expect(() => kubernetes({ kubeconfig: '/etc/kubeconfig' })).toThrow('autocura.runners.kubernetes.namespaces');
  });

  test.each([[[]], [['*']], [['']], [['shop/cart']]])(
    'G-12 is given no namespaces that could mean all: %j',
    namespaces => {
      expect(() => kubernetes({ namespaces })).toThrow('autocura.runners.kubernetes.namespaces');
    },
  );
});
