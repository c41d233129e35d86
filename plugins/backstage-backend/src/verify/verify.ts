import type { Claim, Evidence, Outcome } from '@autocura/common';
import { isClearlyWorse } from './good';
import { isUserFacing } from './questions';
import { type Reading, readings } from './readings';
import { named, shown } from './words';

interface Pair {
  before: Reading | undefined;
  after: Reading;
}

/**
 * What an act came to, by the same questions before and after.
 *
 * Healed needs a signal of its own: what was bad is measured good, by data newer than the act, nothing that users
 * feel is bad, and the alerts are quiet. What users feel decides; what the hypothesis cites decides only where users
 * felt nothing. An alert that still fires although all measures well sees something that we do not, so at the last
 * look that is inconclusive: neither a success to learn from nor a failure.
 */
export function verify({
  before,
  after,
  actedAt,
  firing,
  settled,
  due,
  lastLook,
}: {
  before: Evidence[];
  after: Evidence[];
  /** ISO 8601. Older data says nothing about the effect. */
  actedAt: string;
  firing: boolean;
  /** The soak is over: what is measured now is no passing effect of the act itself. */
  settled: boolean;
  /** An effect would have begun to show: what is as bad as before by now was not helped. */
  due: boolean;
  lastLook: boolean;
}): { outcome: Outcome | 'look again'; because: Claim[] } {
  const earlier = readings(before);
  const later = readings(after, actedAt);
  const pairs = [...new Set([...earlier.keys(), ...later.keys()])].flatMap(key =>
    pair(earlier.get(key), later.get(key)),
  );
  const felt = pairs.filter(({ after: { evidence } }) => isUserFacing(evidence.question));

  if (!settled) return { outcome: 'look again', because: [] };
  const worse = felt.filter(isWorse);
  const helps = felt.some(one => isBetter(one) && !failsFaster(one, felt));
  if (worse.length > 0 && (lastLook || !worse.every(pair => drains(pair, felt))))
    return { outcome: 'worse', because: worse.map(toClaim) };

  const required = wasBad(felt).length > 0 ? wasBad(felt) : wasBad(pairs);
  const bad = [...new Set([...required, ...felt])].filter(({ after: { good } }) => good === false);
  const unclear = required.filter(({ after: { good } }) => good === undefined);
  const wait = (outcome: Outcome, because: Claim[]) => ({
    outcome: lastLook ? outcome : ('look again' as const),
    because,
  });

  if (bad.length > 0 && due && !helps && bad.every(one => hasNotMoved(one) || failsFaster(one, felt)))
    return { outcome: 'not healed', because: bad.map(toClaim) };
  if (bad.length > 0) return wait('not healed', bad.map(toClaim));
  if (required.length === 0)
    return wait('inconclusive', [said('nothing was measured bad before, so nothing shows an effect')]);
  if (unclear.length > 0) return wait('inconclusive', unclear.map(toClaim));
  if (firing)
    return wait('inconclusive', [said('an alert still fires although all measures well'), ...required.map(toClaim)]);
  return { outcome: 'healed', because: required.map(toClaim) };
}

/** What was not asked again tells nothing, and is not forgotten. */
function pair(before: Reading | undefined, after: Reading | undefined): Pair[] {
  if (after) return [{ before, after }];
  if (!before) return [];
  const { evidence } = before;
  return [{ before, after: { evidence, good: undefined, says: `${named(evidence.question)}: not asked again` } }];
}

const wasBad = (pairs: Pair[]) => pairs.filter(({ before }) => before?.good === false);

const isWorse = ({ before, after }: Pair) =>
  after.good === false &&
  before?.value !== undefined &&
  after.value !== undefined &&
  isClearlyWorse(after.evidence.question.signal, before.value, after.value);

const isBetter = ({ before, after }: Pair) =>
  before?.good === false &&
  before.value !== undefined &&
  after.value !== undefined &&
  isClearlyWorse(after.evidence.question.signal, after.value, before.value);

/** Answers get slower for a while, here or below, where what was refused before is now queued and served. */
const drains = ({ before, after: { evidence } }: Pair, felt: Pair[]) =>
  before?.good === false &&
  evidence.question.signal === 'requests.p95' &&
  felt.some(other => other.after.evidence.question.signal === 'requests.errors' && isBetter(other));

/** At this share of errors answers are mostly failures. */
const mostFail = 0.5;

/** Where most fails as before, quicker answers are failures that come sooner. */
const failsFaster = ({ after: { evidence } }: Pair, felt: Pair[]) =>
  evidence.question.signal === 'requests.p95' &&
  felt.some(
    other =>
      other.after.evidence.question.service === evidence.question.service &&
      other.after.evidence.question.signal === 'requests.errors' &&
      (other.after.value ?? 0) >= mostFail &&
      hasNotMoved(other),
  );

const hasNotMoved = (pair: Pair) =>
  pair.before?.value !== undefined && pair.after.value !== undefined && !isBetter(pair);

const said = (says: string): Claim => ({ says, evidence: [] });

function toClaim({ before, after }: Pair): Claim {
  const { evidence, value, says } = after;
  const was = before?.value;
  const cites = [...new Set([...(before ? [before.evidence.id] : []), evidence.id])];
  if (was === undefined || value === undefined) return { says, evidence: cites };
  const { unit, question } = evidence;
  return { says: `${named(question)} went from ${shown(was, unit)} to ${shown(value, unit)}`, evidence: cites };
}
