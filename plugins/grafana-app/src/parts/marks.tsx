import { type Attempt, type HealthState, type Incident, healthTones, outcomeTones, phaseTones } from '@autocura/common';
import React from 'react';
import { useWords } from '../useWords';
import { Mark } from './Mark';

/** Where an incident stands. One that goes on in another stands nowhere of its own. */
export function PhaseMark({ phase, mergedInto }: Pick<Incident, 'phase' | 'mergedInto'>) {
  const { labels, phases } = useWords();
  if (mergedInto !== undefined) return <Mark>{labels.merged}</Mark>;
  return <Mark tone={phaseTones[phase]}>{phases[phase] ?? phase}</Mark>;
}

/** What became of an attempt. One that was taken back says so, whatever it had done before. */
export function OutcomeMark({ of }: { of: Pick<Attempt, 'outcome' | 'failed' | 'undoneAt'> }) {
  const { labels, outcomes } = useWords();
  const { outcome, failed, undoneAt } = of;
  if (undoneAt !== undefined) return <Mark tone="warning">{labels.undone}</Mark>;
  if (failed !== undefined) return <Mark tone="danger">{labels.failed}</Mark>;
  if (outcome) return <Mark tone={outcomeTones[outcome]}>{outcomes[outcome] ?? outcome}</Mark>;
  return <Mark tone="info">{labels.measuring}</Mark>;
}

/** The measured state of a service; `stale` when it is from before. */
export function HealthMark({ state, stale = false }: { state: HealthState; stale?: boolean }) {
  const { health } = useWords();
  return <Mark tone={stale ? 'neutral' : healthTones[state]}>{health[state] ?? state}</Mark>;
}
