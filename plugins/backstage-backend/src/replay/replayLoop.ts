import type { Incident, IncidentEvent, Step, Stored } from '@autocura/common';
import { hasEnded, isStanding, streams } from '@autocura/common';
import type { Knowledge } from '../loop';
import { heal } from '../loop';
import { needsLook } from '../phases/diagnosed';
import { lookInto } from '../phases/lookInto';
import { planForPerson } from '../plan';
import { evolve } from '../store';
import { Credits } from './credits';
import { Ledger } from './ledger';
import { CannotTellError, type ReplaySettings, replayWorld } from './replayWorld';
import type { Run } from './run';
import { UntouchedEpisodes } from './untouchedEpisodes';

export interface LoopOptions extends ReplaySettings {
  knowledge: Knowledge;
  /** The loop's own looks were recorded: where one is due, the record is waited for before anybody is asked. */
  looksRecorded: boolean;
}

/** The loop, in the replayed world. */
export class ReplayLoop {
  readonly ledger = new Ledger();
  readonly credits = new Credits();
  readonly untouched = new UntouchedEpisodes();

  constructor(private readonly options: LoopOptions) {}

  /** Calls the loop for as long as it moves the incident on. Gives when to call again, where time alone may do that. */
  async bringOn(run: Run): Promise<number | undefined> {
    const world = replayWorld(this.options, this, run);
    await this.orCannotTell(run, async () => {
      while (this.moves(run)) {
        const { version } = run.incident;
        if (this.wantsLook(run.incident)) await this.look(run);
        else await heal(run.incident, this.options.knowledge, world);
        if (run.incident.version === version) return;
      }
    });
    const due = this.dueAt(run);
    return due !== undefined && due > this.now.getTime() ? due : undefined;
  }

  /** A person asked for this step, and would have. */
  async asked(run: Run, step: Step, by: string): Promise<void> {
    const { incident } = run;
    if (!incident.diagnosis || !mayThink(incident)) return;
    await this.orCannotTell(run, async () => {
      const facts = await replayWorld(this.options, this, run).facts(incident);
      const decision = planForPerson({ incident, step, by, facts, settings: this.options.knowledge.planning });
      if (decision.kind === 'planned') this.record(run, [{ type: 'incident.planned', data: { plan: decision.plan } }]);
    });
  }

  /**
   * It is over and nobody had looked, though it lasted long enough: the loop was not there. What it would have made of
   * it is asked as of then.
   */
  async late(run: Run, endedAt: string): Promise<void> {
    const { clock, knowledge } = this.options;
    const { incident } = run;
    if (run.real.looked || run.decisions.length > 0 || incident.phase !== 'open') return;
    const looksAt = Date.parse(incident.startedAt) + knowledge.durations.settle;
    if (looksAt >= Date.parse(endedAt)) return;
    const { now } = clock;
    clock.now = new Date(looksAt);
    this.ledger.ended(incident);
    run.incident = { ...incident, alerts: incident.alerts.map(alert => ({ ...alert, status: 'firing' })) };
    await this.orCannotTell(run, () => this.look(run));
    await this.bringOn(run);
    run.incident = { ...run.incident, alerts: incident.alerts };
    clock.now = now;
  }

  /** Writes into the replayed world, and nowhere else. */
  record(run: Run, events: IncidentEvent[]): Incident {
    const at = this.now.toISOString();
    for (const event of events) {
      const { id, version } = run.incident;
      const stored = { ...event, stream: streams.incident(id), seq: version + 1, at, actor: 'replay' };
      run.decided(at, event);
      run.incident = evolve(run.incident, stored as Stored<IncidentEvent>);
      this.note(run, event, at);
    }
    return run.incident;
  }

  /** What an event of either world means to what guardrails and the choice of remedies go by. */
  note({ incident }: Run, event: IncidentEvent, at: string) {
    this.credits.take(event, incident);
    this.untouched.take(event, at, incident);
    if (event.type === 'incident.acting') {
      const { attempt } = event.data;
      this.ledger.begun(incident, attempt, Date.parse(attempt.intendedAt) + this.options.knowledge.durations.verify);
    }
    if (event.type === 'incident.verified') this.ledger.came(incident, event.data.key, event.data.outcome);
  }

  private moves(run: Run): boolean {
    const { incident, replayed, lost } = run;
    if (!replayed || lost || hasEnded(incident) || !isStanding(incident)) return false;
    const due = this.dueAt(run);
    return due !== undefined && due <= this.now.getTime();
  }

  /** When the loop would move it on by itself, in milliseconds of the epoch. */
  private dueAt({ incident, lost, real, replayed }: Run): number | undefined {
    if (!replayed || lost || hasEnded(incident) || incident.dueAt === undefined) return undefined;
    if (!['open', 'diagnosed', 'planned', 'blocked', 'proposed'].includes(incident.phase)) return undefined;
    const due = Date.parse(incident.dueAt);
    if (!this.wantsLook(incident)) return due;
    if (incident.phase === 'open' && real.looked) return undefined;
    return due + (this.options.looksRecorded ? this.options.knowledge.durations.patience : 0);
  }

  private wantsLook(incident: Incident): boolean {
    if (incident.phase === 'open') return true;
    if (incident.phase !== 'diagnosed' && incident.phase !== 'blocked') return false;
    return needsLook(incident, this.options.knowledge, { now: () => this.now });
  }

  private async look(run: Run) {
    const { source, knowledge } = this.options;
    if (!source) throw new CannotTellError('what was measured then was not stored, and there is nobody to ask');
    const diagnosis = await lookInto(run.incident, knowledge, replayWorld(this.options, this, run, true));
    const { evidence } = diagnosis;
    if (!evidence.some(({ measurement }) => measurement.state === 'measured')) {
      const [first] = evidence;
      const why = first?.measurement.state === 'missing' ? `: ${first.measurement.reason}` : '';
      throw new CannotTellError(`nothing that was measured then is to be had any more${why}`);
    }
    run.measured(evidence);
    this.record(run, [{ type: 'incident.diagnosed', data: { diagnosis } }]);
  }

  private async orCannotTell(run: Run, body: () => Promise<void>) {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof CannotTellError)) throw error;
      run.cannotTell(this.now.toISOString(), error.message);
    }
  }

  private get now() {
    return this.options.clock.now;
  }
}

/** Nothing is begun: a new answer makes it think again. */
export const mayThink = ({ phase }: Incident) =>
  ['open', 'diagnosed', 'blocked', 'observed', 'escalated'].includes(phase);
