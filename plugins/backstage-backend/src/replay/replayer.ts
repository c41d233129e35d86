import type { AnyEvent, Incident, Plan, ReplayCounts, ReplayedEpisode, Stored } from '@autocura/common';
import { hasEnded } from '@autocura/common';
import { sameStep } from '../plan';
import { evolve, evolveRun, type Run as EventRun, runsOf } from '../store';
import { count, noCounts } from './counts';
import { type LoopOptions, mayThink, ReplayLoop } from './replayLoop';
import { Run } from './run';

export interface ReplayOptions extends LoopOptions {
  from: Date;
  to: Date;
  /** Hears of each episode when it has ended. */
  tell(episode: ReplayedEpisode): void | Promise<void>;
}

/** A diagnosis is planned on within so long, in milliseconds. */
const planMs = 2_000;
/** An incident can come back for so long; later its memory is not worth its place. */
const rememberMs = 24 * 3_600_000;

/**
 * Takes the record event by event and lets the loop decide anew, by the policy as it is now: the alerts, how they
 * were brought together, what was measured and what people did come from the record; what the loop makes of it is its
 * own. Episodes that began outside of the time go as they went, and count in what guardrails judge by.
 */
export class Replayer {
  private readonly loop: ReplayLoop;
  private readonly runs = new Map<string, Run>();
  /** When time alone moves a run on, in milliseconds of the epoch. */
  private readonly waiting = new Map<Run, number>();
  private nextDue = Infinity;
  private readonly ended: { id: string; at: number }[] = [];
  private readonly counts = noCounts();
  /** What is taken once it is known what comes after it. */
  private held: Stored[] = [];

  constructor(private readonly options: ReplayOptions) {
    this.loop = new ReplayLoop(options);
  }

  /** In their order. False once the end of the time is reached: nothing more is looked at then. */
  async take(events: Stored[]): Promise<boolean> {
    const end = this.options.to.toISOString();
    const within = events.filter(({ at }) => at < end);
    await this.page(this.held, within);
    this.held = within;
    return within.length === events.length;
  }

  /** `next`: what comes after it. What was planned on a diagnosis tells what guardrails knew when it was made. */
  private async page(events: Stored[], next: Stored[]) {
    let position = 0;
    for (const some of alike(events)) {
      const [first] = some;
      position += some.length;
      await this.until(Date.parse(first.at));
      this.beside(first);
      if (!isOfIncident(some)) continue;
      if (first.type === 'incident.diagnosed')
        this.known(first)?.real.foresee(planAfter(first, events.slice(position), next));
      await this.incident(some);
    }
  }

  private known({ stream }: Stored) {
    return this.runs.get(stream.slice(stream.indexOf('/') + 1));
  }

  /** What has not ended by then is told too. */
  async end(): Promise<ReplayCounts> {
    await this.page(this.held, []);
    this.held = [];
    await this.until(this.options.to.getTime());
    for (const run of this.runs.values()) if (!hasEnded(run.incident)) await this.finish(run);
    return this.counts;
  }

  private beside(event: Stored) {
    const alerts = this.loop.ledger.take(event);
    if (this.covers(event.at)) this.counts.alerts += alerts;
  }

  private covers(at: string) {
    return at >= this.options.from.toISOString();
  }

  /** Lets time pass: what waited for it is seen to, each at its moment. */
  private async until(to: number) {
    while (this.nextDue <= to) {
      const at = this.nextDue;
      const due = [...this.waiting].filter(([, dueAt]) => dueAt <= at).map(([run]) => run);
      for (const run of due) this.waiting.delete(run);
      this.nextDue = Math.min(...this.waiting.values());
      this.options.clock.now = new Date(at);
      for (const run of due) await this.bringOn(run);
    }
    this.options.clock.now = new Date(to);
  }

  private async bringOn(run: Run) {
    const due = await this.loop.bringOn(run);
    if (due === undefined) {
      this.waiting.delete(run);
      return;
    }
    this.waiting.set(run, due);
    this.nextDue = Math.min(this.nextDue, due);
  }

  private async incident(events: EventRun) {
    const [first] = events;
    const id = idOf(first);
    const known = this.runs.get(id);
    // Else it ended long ago, or was opened before all that is recorded.
    if (first.type !== 'incident.opened' && !known) return;
    if (first.type === 'incident.opened' && first.data.began === 'storm') return;
    if (first.type === 'incident.opened' || first.type === 'incident.reopened') {
      if (known) this.waiting.delete(known);
      const incident = known ? following(known.incident, events) : evolve(undefined, first);
      const run = new Run(incident, this.covers(first.at), first.at);
      this.runs.set(id, run);
      return this.bringOn(run);
    }
    if (!known) return;
    for (const event of events) known.real.take(event);
    if (known.replayed) await this.replay(known, events);
    else this.asItWent(known, events);
    if (hasEnded(known.incident)) await this.finish(known, first.at);
    else await this.bringOn(known);
  }

  private asItWent(run: Run, events: EventRun) {
    run.incident = evolveRun(run.incident, events);
    for (const event of events) this.loop.note(run, event, event.at);
  }

  private async replay(run: Run, events: EventRun): Promise<void> {
    const [event] = events;
    const { loop } = this;
    const { incident, real } = run;
    switch (event.type) {
      case 'incident.diagnosed':
        run.measured(event.data.diagnosis.evidence);
        if (mayThink(incident)) loop.record(run, [{ type: event.type, data: event.data }]);
        return;
      case 'incident.acting':
        run.measured(event.data.attempt.before);
        return;
      case 'incident.verified': {
        // How a step went is known where the same one was really taken.
        const taken = real.attempts.get(event.data.key);
        if (incident.phase !== 'verifying' || !taken || !sameStep(taken.step, incident.attempt.step)) return;
        loop.record(run, [{ type: event.type, data: { ...event.data, key: incident.attempt.key } }]);
        return;
      }
      case 'incident.planned':
        if (event.data.plan.by !== undefined) await loop.asked(run, event.data.plan.step, event.data.plan.by);
        return;
      case 'incident.approved':
      case 'incident.rejected':
        if (incident.phase !== 'proposed' || !real.proposed || !sameStep(incident.plan.step, real.proposed)) return;
        loop.record(run, [{ type: event.type, data: { ...event.data, digest: incident.plan.digest } }]);
        return;
      case 'incident.absorbed': {
        const attempts = this.runs.get(event.data.from)?.incident.attempts ?? [];
        loop.record(run, [{ type: event.type, data: { ...event.data, attempts } }]);
        return;
      }
      case 'incident.resolved':
      case 'incident.expired':
        await loop.late(run, event.at);
        loop.record(run, [event]);
        return;
      default:
        if (!allTheSame.has(event.type)) return;
        run.incident = following(incident, events);
        for (const one of events) loop.note(run, one, one.at);
    }
  }

  private async finish(run: Run, endedAt?: string) {
    const { incident, replayed } = run;
    this.waiting.delete(run);
    this.loop.ledger.ended(incident);
    if (endedAt !== undefined) this.loop.ledger.wasOutage(incident, endedAt);
    // What went on in another incident is told there.
    if (replayed && (incident.mergedInto === undefined || run.decisions.length > 0)) {
      const episode = run.episode(endedAt);
      count(this.counts, episode);
      await this.options.tell(episode);
    }
    run.forget();
    this.forgetOld(incident.id);
  }

  private forgetOld(id: string) {
    const now = this.options.clock.now.getTime();
    this.ended.push({ id, at: now });
    while (this.ended[0] && this.ended[0].at < now - rememberMs) {
      const run = this.runs.get(this.ended.shift()!.id);
      if (run && hasEnded(run.incident)) this.runs.delete(run.incident.id);
    }
  }
}

/** What happened outside of the loop: it would have happened all the same. */
const allTheSame = new Set<AnyEvent['type']>([
  'incident.alert-joined',
  'incident.alert-changed',
  'incident.predicted',
  'incident.rerooted',
  'incident.merged',
  'incident.split',
  'incident.feedback',
  'incident.person-acted',
  'incident.person-verified',
  'incident.marked',
]);

const idOf = ({ stream }: Stored) => stream.slice(stream.indexOf('/') + 1);
const isOfIncident = (events: [Stored, ...Stored[]]): events is EventRun => events[0].type.startsWith('incident.');

/** The first plan that was made of the same incident within two seconds after. */
function planAfter({ stream, at }: Stored, ...following: Stored[][]): Plan | undefined {
  const latest = new Date(Date.parse(at) + planMs).toISOString();
  for (const events of following) {
    for (const event of events) {
      if (event.at > latest) return undefined;
      if (event.stream === stream && 'plan' in event.data) return event.data.plan;
    }
  }
  return undefined;
}

/** The recorded events, as the next ones of the replayed world. */
function following(incident: Incident, events: EventRun): Incident {
  const [first, ...others] = events.map((event, index) => ({ ...event, seq: incident.version + 1 + index }));
  return evolveRun(incident, [first, ...others] as EventRun);
}

/** Cut where they stop to be of one moment, stream and type; what belongs together is folded together. */
function alike(events: Stored[]): [Stored, ...Stored[]][] {
  const cut: [Stored, ...Stored[]][] = [];
  for (const event of events) {
    const last = cut.at(-1);
    const [first] = last ?? [];
    const goesOn = first?.at === event.at && first.stream === event.stream && first.type === event.type;
    if (last && goesOn) last.push(event);
    else cut.push([event]);
  }
  return cut.flatMap((some): [Stored, ...Stored[]][] => (isOfIncident(some) ? runsOf(some) : some.map(one => [one])));
}
