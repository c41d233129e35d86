import { person, type Brake } from '@autocura/common';
import { Alert, Flex, TextField } from '@backstage/ui';
import { useState } from 'react';
import { Asking } from '../parts/Asking';
import { useWords } from '../useWords';

interface Moves {
  pending: boolean;
  pull: (reason: string) => void;
  release: (reason: string) => void;
}

/** Says who holds the brake and why; else a way to pull it. */
export function BrakeBar({ brake: { holds }, pending, pull, release }: Moves & { brake: Brake }) {
  const { labels } = useWords();
  if (holds.length === 0) {
    return (
      <Flex justify="end">
        <WithReason ask={labels.pullBrake} says={labels.pullBrakeSays} pending={pending} give={pull} />
      </Flex>
    );
  }
  // A file and the configuration let go where they are.
  const isOurs = holds.some(({ by }) => by.includes(':'));
  return (
    <Alert
      status="danger"
      icon
      title={labels.brakeOn}
      description={
        <Flex direction="column" gap="2" align="start">
          {holds.map(({ by, reason }) => `${reason} (${person(by)})`).join('; ')}
          {isOurs && (
            <WithReason ask={labels.releaseBrake} says={labels.releaseBrakeSays} pending={pending} give={release} />
          )}
        </Flex>
      }
    />
  );
}

/** A button that is done only with a reason. */
function WithReason(of: { ask: string; says: string; pending: boolean; give: (reason: string) => void }) {
  const { ask, says, pending, give } = of;
  const { labels } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Asking
      {...{ ask, says, pending }}
      ready={reason.trim() !== ''}
      begin={() => setReason('')}
      give={() => give(reason.trim())}
    >
      <TextField label={labels.reason} value={reason} onChange={setReason} isRequired maxLength={2000} autoFocus />
    </Asking>
  );
}
