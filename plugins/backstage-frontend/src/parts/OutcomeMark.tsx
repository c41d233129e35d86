import { type Attempt, outcomeTones } from '@autocura/common';
import { useWords } from '../useWords';
import { Mark } from './Mark';

/** What became of an attempt. One that was taken back says so, whatever it had done before. */
export function OutcomeMark({ of }: { of: Pick<Attempt, 'outcome' | 'failed' | 'undoneAt'> }) {
  const { outcome, failed, undoneAt } = of;
  const { labels, outcomes } = useWords();
  if (undoneAt) return <Mark tone="warning">{labels.undone}</Mark>;
  if (failed) return <Mark tone="danger">{labels.failed}</Mark>;
  if (outcome) return <Mark tone={outcomeTones[outcome]}>{outcomes[outcome]}</Mark>;
  return <Mark tone="info">{labels.measuring}</Mark>;
}
