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
