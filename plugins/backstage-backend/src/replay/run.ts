import type {
  Evidence,
  Incident,
  IncidentEvent,
  Plan,
  ReplayedDecision,
  ReplayedEpisode,
  ReplayKind,
} from '@autocura/common';
import { sameStep } from '../plan';
import { questionKey } from '../verify';
import { hasRemedy, Real } from './real';

/** One episode of an incident: as the replayed world has it, and as it really went. */
export class Run {
  readonly real = new Real();
  readonly decisions: ReplayedDecision[] = [];
  /** What was measured then, the newest of each question. */
  readonly evidence = new Map<string, Evidence>();
  /** An answer is needed that nobody stored and nobody can give any more. */
  lost = false;

  constructor(
    public incident: Incident,
    /** Else it goes as it went: it began outside of what is replayed. */
    readonly replayed: boolean,
    private readonly openedAt: string,
  ) {}

  measured(evidence: Evidence[]) {
    for (const one of evidence) this.evidence.set(questionKey(one.question), one);
  }

  /** The replayed world's own events, as decisions that people read. */
  decided(at: string, event: IncidentEvent) {
    switch (event.type) {
      case 'incident.acting': {
        const { attempt } = event.data;
        const plan = 'plan' in this.incident ? this.incident.plan : undefined;
        this.decisions.push({
          at,
          kind: 'done',
          step: attempt.step,
          hypothesis: attempt.hypothesis,
          verdicts: plan?.verdicts ?? [],
          outcome: 'unknown',
          ...(plan && { says: plan.says }),
        });
        return;
      }
      case 'incident.verified': {
        const done = this.decisions.findLast(({ kind }) => kind === 'done');
        if (done) done.outcome = event.data.outcome;
        return;
      }
      case 'incident.proposed':
        this.decisions.push({ at, kind: 'proposed', ...planned(event.data.plan) });
        return;
      case 'incident.observed':
        this.decisions.push({ at, kind: 'observed', ...planned(event.data.plan) });
        return;
      case 'incident.blocked': {
        const { plan, reason } = event.data;
        const last = this.decisions.at(-1);
        const goesOn = last?.kind === 'held back' && last.step !== undefined && sameStep(last.step, plan.step);
        if (goesOn) Object.assign(last, { reason, verdicts: plan.verdicts });
        else this.decisions.push({ at, kind: 'held back', ...planned(plan), reason });
        return;
      }
      case 'incident.escalated': {
        // Nobody answered: what was proposed is told already.
        if (this.incident.phase === 'proposed') return;
        const { diagnosis } = this.incident;
        const kind = diagnosis && hasRemedy(diagnosis) ? 'refused' : 'no remedy';
        this.decisions.push({ at, kind, verdicts: [], reason: event.data.reason });
      }
    }
  }

  /** Only what a next episode begins with is kept. */
  forget() {
    const { diagnosis: _, ...slim } = this.incident;
    this.incident = slim as Incident;
    this.evidence.clear();
  }

  cannotTell(at: string, reason: string) {
    this.lost = true;
    this.decisions.push({ at, kind: 'cannot tell', verdicts: [], reason });
  }

  get kind(): ReplayKind {
    return strongestFirst.find(kind => this.decisions.some(decision => decision.kind === kind)) ?? 'nothing';
  }

  episode(endedAt?: string): ReplayedEpisode {
    const { id, episode, title, service } = this.incident;
    const { real, decisions, kind } = this;
    const first = decisions.find(decision => decision.kind === kind)?.step;
    const sameFirst =
      first === undefined || real.firstStep === undefined ? first === real.firstStep : sameStep(first, real.firstStep);
    const isStep = kind === 'done' || kind === 'proposed' || kind === 'observed';
    return {
      ...{ incidentId: id, episode, title, service, openedAt: this.openedAt },
      ...(endedAt !== undefined && { endedAt }),
      would: { kind, decisions },
      really: {
        kind: real.kind,
        attempts: [...real.attempts.values()],
        ...(real.how !== undefined && { how: real.how }),
      },
      same: kind === real.kind && (!isStep || sameFirst),
    };
  }
}

const strongestFirst = ['done', 'proposed', 'cannot tell', 'observed', 'refused', 'held back', 'no remedy'] as const;

const planned = ({ step, says, hypothesis, verdicts }: Plan) => ({ step, says, hypothesis, verdicts });
