import { moment, type RuleTime, type Words } from '@autocura/common';

/** When a rule holds, in words. */
export function timeWords({ days, hours, zone, between }: RuleTime, words: Words): string {
  const { policy } = words.screens;
  const named: Record<string, string> = policy.days;
  const now = new Date();
  const parts = [
    days?.map(day => named[day] ?? day).join(', '),
    hours && policy.hours(hours.from, hours.to),
    (days ?? hours) && zone,
    between && [between.from, between.to].map(at => moment(at, now, words.language)).join(' – '),
  ];
  return parts.filter(Boolean).join(' · ');
}
