import { Button, Field, Modal, Stack, TextArea, type ButtonVariant } from '@grafana/ui';
import React, { useId, useState, type ReactNode } from 'react';
import { useWords } from '../useWords';
import { ActButton } from './ActButton';

/** A button that asks for words before it does what it says. */
export function AskDialog({
  ask,
  says,
  label,
  optional = false,
  most = 2000,
  ready = optional,
  complete = true,
  opened = false,
  children,
  give,
  ...button
}: {
  ask: string;
  says: ReactNode;
  /** Of the words. */
  label: string;
  /** They may be left out. */
  optional?: boolean;
  most?: number;
  /** It may be done without words because something else was chosen. */
  ready?: boolean;
  /** What else is asked has an answer. */
  complete?: boolean;
  /** It is open from the start. */
  opened?: boolean;
  /** What else is asked, above the words. */
  children?: ReactNode;
  give: (words: string) => void;
  not: string | undefined;
  pending: boolean;
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
}) {
  const { labels } = useWords();
  const id = useId();
  const [open, setOpen] = useState(opened);
  const [words, setWords] = useState('');
  const close = () => {
    setOpen(false);
    setWords('');
  };
  return (
    <>
      <ActButton {...button} act={() => setOpen(true)}>
        {ask}
      </ActButton>
      <Modal title={ask} isOpen={open} onDismiss={close}>
        <Stack direction="column" gap={2}>
          <div>{says}</div>
          {children}
          <Field label={label} required={!optional && !ready} noMargin>
            <TextArea
              id={id}
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
              maxLength={most}
              rows={3}
            />
          </Field>
        </Stack>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={close}>
            {labels.cancel}
          </Button>
          <Button
            variant={button.variant === 'destructive' ? 'destructive' : 'primary'}
            disabled={!complete || (!ready && words.trim() === '')}
            onClick={() => {
              give(words.trim());
              close();
            }}
          >
            {ask}
          </Button>
        </Modal.ButtonRow>
      </Modal>
    </>
  );
}
