import { firstCommitted } from '../score/right';
import type { Scored } from '../score/result';
import type { Run } from '../types';

/** Kinds of marks in the order in which they stand above each other. */
export const markKinds = ['alert', 'incident', 'diagnosis', 'action', 'recovery', 'claim'] as const;

export interface Mark {
  kind: (typeof markKinds)[number];
  /** Seconds since the injection. */
  s: number;
  text: string;
  harmful?: boolean;
}

/** What happened in a run, in order; of alerts only the first, and no recovery of what was well throughout. */
export function marksOf(run: Run, result: Scored): Mark[] {
  const since = (at: number) => Math.round((at - run.injectedAt) * 10) / 10;
  const alert = run.alerts
    .filter(({ at, status }) => status === 'firing' && at >= run.injectedAt)
    .sort((a, b) => a.at - b.at)[0];
  const cause = firstCommitted(run.named);
  const marks: Mark[] = [
    ...(alert ? [{ kind: 'alert' as const, s: since(alert.at), text: `${alert.name} ${alert.service}` }] : []),
    ...(result.incidentS === null || run.arm !== 'autocura'
      ? []
      : [{ kind: 'incident' as const, s: result.incidentS, text: 'incident' }]),
    ...(cause
      ? [{ kind: 'diagnosis' as const, s: since(cause.at), text: `${cause.service}/${cause.failureMode}` }]
      : []),
    ...result.actions.map(({ atS, action, touched }) => ({
      kind: 'action' as const,
      s: atS,
      text: `${action} ${touched}`,
      harmful: result.harmful.some(reason => reason.startsWith(`${action} ${touched}:`)),
    })),
    ...(!result.recoveredS ? [] : [{ kind: 'recovery' as const, s: result.recoveredS, text: 'recovered' }]),
    ...(run.claimedAt === null ? [] : [{ kind: 'claim' as const, s: since(run.claimedAt), text: 'claimed healed' }]),
  ];
  return marks.sort((a, b) => a.s - b.s);
}
