import { type Incident, phaseTones } from '@autocura/common';
import { useWords } from '../useWords';
import { Mark } from './Mark';

/** Where an incident stands. One that goes on in another stands nowhere of its own. */
export function PhaseMark({ phase, mergedInto }: Pick<Incident, 'phase' | 'mergedInto'>) {
  const words = useWords();
  if (mergedInto !== undefined) return <Mark tone="neutral">{words.labels.merged}</Mark>;
  return <Mark tone={phaseTones[phase]}>{words.phases[phase]}</Mark>;
}
