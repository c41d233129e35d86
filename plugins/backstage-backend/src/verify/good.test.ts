import { type SignalName, signalNames, signals } from '@autocura/common';
import fc from 'fast-check';
import { isClearlyWorse, isGood } from './good';

test.each<{ name: string; signal: SignalName; value: number; normal?: number; good: boolean | undefined }>([
  { name: 'errors as usual', signal: 'requests.errors', value: 0.04, normal: 0.03, good: true },
  { name: 'a few errors where there usually are none', signal: 'requests.errors', value: 0.01, normal: 0, good: true },
  { name: 'errors just at the bound', signal: 'requests.errors', value: 0.02, normal: 0, good: true },
  { name: 'errors just at the bound for strangers', signal: 'requests.errors', value: 0.02, good: true },
  { name: 'free disk just at the bound for strangers', signal: 'disk.free', value: 0.1, good: true },
  { name: 'many errors', signal: 'requests.errors', value: 0.06, normal: 0, good: false },
  { name: 'errors, and nobody knows what is usual', signal: 'requests.errors', value: 0.06, good: false },
  { name: 'slow for this service', signal: 'requests.p95', value: 0.2, normal: 0.06, good: false },
  { name: 'slow, but always was', signal: 'requests.p95', value: 2, normal: 1.9, good: true },
  { name: 'a target is down', signal: 'availability', value: 0.75, normal: 1, good: false },
  { name: 'a target is down, and always was', signal: 'availability', value: 0.75, normal: 0.75, good: true },
  { name: 'all targets up', signal: 'availability', value: 1, good: true },
  { name: 'memory, and nobody knows what is usual', signal: 'memory.used', value: 1e9, good: undefined },
  { name: 'memory twice the usual', signal: 'memory.used', value: 2e8, normal: 1e8, good: false },
  { name: 'traffic is neither', signal: 'requests.rate', value: 5, normal: 50, good: undefined },
  { name: 'a count over the time behind us', signal: 'restarts', value: 3, normal: 0, good: undefined },
])('$name', ({ signal, value, normal, good }) => expect(isGood(signal, value, normal)).toBe(good));

test.each<{ name: string; signal: SignalName; before: number; after: number; worse: boolean }>([
  { name: 'by half and by more than unrest', signal: 'requests.errors', before: 0.1, after: 0.2, worse: true },
  { name: 'by half, but within unrest', signal: 'requests.errors', before: 0.01, after: 0.04, worse: false },
  { name: 'past unrest, but not by half', signal: 'requests.errors', before: 0.5, after: 0.6, worse: false },
  { name: 'just by half', signal: 'requests.p95', before: 1, after: 1.5, worse: false },
  { name: 'just by the unrest', signal: 'requests.p95', before: 0, after: 0.1, worse: false },
  { name: 'half of the targets gone', signal: 'availability', before: 1, after: 0.5, worse: true },
  { name: 'one of four targets gone', signal: 'availability', before: 1, after: 0.75, worse: false },
  { name: 'less free disk, within unrest', signal: 'disk.free', before: 0.2, after: 0.1, worse: false },
  { name: 'less traffic', signal: 'requests.rate', before: 20, after: 1, worse: false },
])('clearly worse? $name', ({ signal, before, after, worse }) =>
  expect(isClearlyWorse(signal, before, after)).toBe(worse),
);

const value = fc.double({ min: 0, max: 1e6, noNaN: true });
const judged = fc.constantFrom(...signalNames.filter(name => signals[name].better !== 'neither'));

test('no change in the better direction is ever worse, and none at all is none', () => {
  fc.assert(
    fc.property(judged, value, value, (signal, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const [worse, better] = signals[signal].better === 'lower' ? [high, low] : [low, high];
      return !isClearlyWorse(signal, worse, better) && !isClearlyWorse(signal, worse, worse);
    }),
  );
});

test('what is usual is good', () => {
  fc.assert(fc.property(judged, value, (signal, normal) => isGood(signal, normal, normal) !== false));
});
