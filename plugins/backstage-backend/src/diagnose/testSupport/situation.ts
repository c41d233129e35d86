import type { Measurement } from '@autocura/common';
import fc from 'fast-check';
import type { FailureMode } from '../failureMode';
import { failureModes } from '../failureModes';
import { configChange, context, deploy, flagChange, measured, silence } from './given';

const number = fc.oneof(fc.constantFrom(0, 0.5, 1, 3, 8, 100), fc.double({ min: 0, max: 1e9, noNaN: true }));
const parts = fc.dictionary(fc.constantFrom('backend', 'cache', 'api-0', 'api-1'), number, { noNullPrototype: true });
const measurement: fc.Arbitrary<Measurement> = fc
  .record({ value: number, parts, normalParts: parts, normal: fc.option(number, { nil: undefined }) })
  .map(({ normal, ...rest }) => measured({ ...rest, ...(normal !== undefined && { normal }) }));
const keys = [...new Set(failureModes.flatMap(mode => Object.keys(mode.asks)))];
/** Any answers to any mode's questions, with or without changes before. */
export const situation = fc.record({
  answers: fc.record(Object.fromEntries(keys.map(key => [key, measurement])), { requiredKeys: [] }),
  released: fc.boolean(),
});
export const contextOf = (released: boolean) =>
  context({
    changes: released ? [deploy(3), flagChange(4), configChange(5)] : [],
    capabilities: { fallbackFlags: [{ dependency: 'backend', flag: 'f', value: 'on' }] },
  });

/** The answers this mode asks for; what is not among them is missing. */
export const answersFrom = (mode: FailureMode, answers: Record<string, Measurement | undefined>) =>
  Object.fromEntries(
    Object.entries(silence(mode)).map(([key, nothing]): [string, Measurement] => [key, answers[key] ?? nothing]),
  );
