import { limitedKinds, signals } from '@autocura/common';
import { failureModes } from '../../diagnose';
import { isBeyond, limits } from './limits';

test('each kind of limit is known once', () => expect(limits().map(({ kind }) => kind)).toEqual([...limitedKinds]));

test.each(limits())(
  '$kind is told in the unit of what is measured, and leads to what there is a remedy for',
  limited => {
    const { of, per, unit, leadsTo } = limited;
    if (per) expect(signals[of].unit).toBe(signals[per].unit);
    expect(unit).toBe(per ? 'ratio' : signals[of].unit);
    if (leadsTo) expect(failureModes.map(({ id }) => id)).toContain(leadsTo);
  },
);

test('a limit that is given counts instead of the usual one', () => {
  const limitOf = (kind: string) => limits({ latency: 0.5 }).find(one => one.kind === kind)?.limit;
  expect(limitOf('latency')).toBe(0.5);
  expect(limitOf('disk')).toBe(0.03);
});

test.each([
  { direction: 'above' as const, value: 1, beyond: true },
  { direction: 'above' as const, value: 0.9, beyond: false },
  { direction: 'below' as const, value: 1, beyond: true },
  { direction: 'below' as const, value: 1.1, beyond: false },
])('$value is beyond a limit of 1 from $direction: $beyond', ({ direction, value, beyond }) =>
  expect(isBeyond({ limit: 1, direction }, value)).toBe(beyond),
);
