import { budgetEffect } from './slo';

test.each([
  { left: 0.4, spentByHealing: 0.09, effect: 'none' },
  { left: 0, spentByHealing: 0, effect: 'used up' },
  { left: -0.5, spentByHealing: 0, effect: 'used up' },
  { left: 0.8, spentByHealing: 0.1, effect: 'frozen' },
  { left: -1, spentByHealing: 0.5, effect: 'frozen' },
  { left: 1, spentByHealing: 0, unknown: 'Prometheus does not answer', effect: 'not measured' },
  { left: -1, spentByHealing: 0, unknown: 'Prometheus does not answer', effect: 'used up' },
])('$left left, $spentByHealing spent by acting: $effect', ({ effect, ...slo }) =>
  expect(budgetEffect(slo)).toBe(effect),
);
