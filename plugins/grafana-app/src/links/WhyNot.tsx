import { Button, Modal } from '@grafana/ui';
import React from 'react';
import { currentWords } from '../texts';

export type Reason = 'unlabelled' | 'quiet' | 'recording' | 'no queries';

/** Says why there is nothing to diagnose, and what would be. */
export function WhyNot({ reason, onDismiss }: { reason: Reason; onDismiss?: (() => void) | undefined }) {
  const { whyNot } = currentWords().texts;
  return (
    <>
      <p>{whyNot[reason]}</p>
      <Modal.ButtonRow>
        <Button onClick={onDismiss}>{whyNot.understood}</Button>
      </Modal.ButtonRow>
    </>
  );
}
