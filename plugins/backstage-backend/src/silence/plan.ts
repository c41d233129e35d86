import type { Matcher, Silence, SilenceEvent } from '@autocura/common';

/** A silence as an Alertmanager lists it. Times are ISO 8601 by that Alertmanager's clock. */
export interface Listed {
  id: string;
  state: 'active' | 'pending' | 'expired';
  matchers: Matcher[];
  startsAt: string;
  endsAt: string;
  updatedAt: string;
  createdBy: string;
  comment: string;
}

/** What is to be asked of an Alertmanager, with times by its clock. */
export type Move =
  { ask: 'put'; id?: string; silence: Silence; startsAt: string; endsAt: string } | { ask: 'expire'; id: string };

export interface Place {
  /** Its address. */
  place: string;
  listed: Listed[];
  /** By how much its clock is ahead of ours, in milliseconds. */
  aheadMs: number;
}

export interface Step {
  moves: Move[];
  /** What it says that is new here, by the silence's id. */
  learnt: { id: string; event: SilenceEvent }[];
}

/** A copy ends by itself so soon when nobody prolongs it, in milliseconds. */
export const copyMs = 4 * 60_000;
/** Clocks are told in seconds. What begins in the past begins at once, what begins in the future does not yet. */
const alikeMs = 3_000;

const mark = /^\[autocura ([^\]]+)\] /;
export const commentOf = ({ id, reason }: Pick<Silence, 'id' | 'reason'>) => `[autocura ${id}] ${reason}`;
export const idAt = (place: string, foreign: string) => `${new URL(place).host}/${foreign}`;

/**
 * What makes one Alertmanager and us agree. `own`: all whose time is not over at `now` (epoch milliseconds), those
 * that somebody ended too; copies of one are told by the mark in their comment. Pure: asked again when all
 * is done it gives nothing.
 */
export function agree(own: Silence[], { place, listed, aheadMs }: Place, now: number): Step {
  const ours = (theirs: string) => Date.parse(theirs) - aheadMs;
  const known = new Map(own.map(one => [one.id, one]));
  const copies = copiesOf(listed);
  const step: Step = { moves: [], learnt: [] };

  for (const silence of own) {
    if (silence.origin === place) continue;
    const copy = copies.get(silence.id);
    if (copy && isOn(silence, now) && wasEndedThere(copy)) {
      step.learnt.push({ id: silence.id, event: ended(`somebody ended it in ${new URL(place).host}`) });
      continue;
    }
    if (!isOn(silence, now)) {
      if (copy && copy.state !== 'expired') step.moves.push({ ask: 'expire', id: copy.id });
      continue;
    }
    const until = Math.min(Date.parse(silence.to), now + copyMs);
    const has = copy && copy.state !== 'expired' ? ours(copy.endsAt) : undefined;
    if (has !== undefined && has >= now + copyMs / 2 && has <= Date.parse(silence.to) + alikeMs) continue;
    if (has !== undefined && Math.abs(has - until) <= alikeMs) continue;
    step.moves.push({
      ...{ ask: 'put', silence },
      ...(has !== undefined && copy && { id: copy.id }),
      startsAt: has !== undefined && copy ? copy.startsAt : iso(now + aheadMs - alikeMs),
      endsAt: iso(until + aheadMs),
    });
  }

  for (const [id, copy] of copies) {
    if (!known.has(id) && copy.state !== 'expired') step.moves.push({ ask: 'expire', id: copy.id });
  }

  const foreign = listed.filter(({ comment }) => !mark.test(comment));
  for (const one of foreign) {
    const here = known.get(idAt(place, one.id));
    if (here?.ended && one.state !== 'expired') step.moves.push({ ask: 'expire', id: one.id });
    else step.learnt.push(...told(one, here, { place, ours, now }));
  }
  const there = new Set(foreign.map(({ id }) => idAt(place, id)));
  for (const silence of own) {
    if (silence.origin === place && isAhead(silence, now) && !there.has(silence.id))
      step.learnt.push({ id: silence.id, event: ended(`${new URL(place).host} does not know it any more`) });
  }
  return step;
}

/** Matchers of alerts that have exactly these labels. */
export const exactly = (labels: Record<string, string>): Matcher[] =>
  Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));

/** Whether it is on at `now`, epoch milliseconds. */
export const isOn = (silence: Silence, now: number) => Date.parse(silence.from) <= now && isAhead(silence, now);

/** On, or still to come. */
const isAhead = ({ to, ended: end }: Silence, now: number) => end === undefined && now < Date.parse(to);

/** Whether all of its matchers fit, as far as that can be told safely: a foreign regular expression fits nothing here. */
export const covers = ({ matchers }: Pick<Silence, 'matchers'>, labels: Record<string, string>) =>
  matchers.length > 0 &&
  matchers.every(({ name, value, isRegex, isEqual }) => !isRegex && ((labels[name] ?? '') === value) === isEqual);

function told(
  one: Listed,
  known: Silence | undefined,
  { place, ours, now }: { place: string; ours(theirs: string): number; now: number },
): Step['learnt'] {
  const id = idAt(place, one.id);
  const to = ours(one.endsAt);
  if (one.state === 'expired') {
    return known && isAhead(known, now) ? [{ id, event: ended(`it ended in ${new URL(place).host}`) }] : [];
  }
  if (known === undefined) {
    // What is on there is on here, whatever the clocks say.
    const from = iso(Math.min(ours(one.startsAt), one.state === 'active' ? now : Infinity));
    const { matchers, createdBy, comment } = one;
    const silence = { id, matchers, from, to: iso(to), by: createdBy || 'somebody', reason: comment, origin: place };
    return to > now ? [{ id, event: { type: 'silence.made', data: { silence } } }] : [];
  }
  return Math.abs(Date.parse(known.to) - to) <= alikeMs
    ? []
    : [{ id, event: { type: 'silence.moved', data: { to: iso(to) } } }];
}

/** The one that is on, else the one that was touched last. */
function copiesOf(listed: Listed[]): Map<string, Listed> {
  const copies = new Map<string, Listed>();
  const rank = ({ state, updatedAt }: Listed) => `${state === 'expired' ? 0 : 1}${updatedAt}`;
  for (const one of listed) {
    const id = mark.exec(one.comment)?.[1];
    if (id === undefined) continue;
    const other = copies.get(id);
    if (!other || rank(one) > rank(other)) copies.set(id, one);
  }
  return copies;
}

/** Who ends a silence makes now its end; one that ran out was last touched long before. */
const wasEndedThere = ({ state, endsAt, updatedAt }: Listed) =>
  state === 'expired' && Math.abs(Date.parse(endsAt) - Date.parse(updatedAt)) < 1_000;

const ended = (why: string): SilenceEvent => ({ type: 'silence.ended', data: { why } });
const iso = (at: number) => new Date(at).toISOString();
