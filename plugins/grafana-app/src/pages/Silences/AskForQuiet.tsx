import type { ToldSilence } from '@autocura/common';
import { Button, Field, IconButton, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { AskDialog } from '../../parts/AskDialog';
import { useWords } from '../../useWords';
import { type Label, written } from './labels';

const hours = [0.5, 1, 2, 8, 24];
const hourMs = 3_600_000;

/** A button that asks about which alerts, from when and for how long before it asks for quiet. Open where the address names labels. */
export function AskForQuiet({
  about,
  make,
  ...button
}: {
  about: Label[];
  pending: boolean;
  not: string | undefined;
  make: (silence: ToldSilence) => void;
}) {
  const {
    labels: texts,
    screens: { silences: words },
  } = useWords();
  const id = useId();
  const [labels, setLabels] = useState(about.length > 0 ? about : [{ name: 'service', value: '' }]);
  const [begins, setBegins] = useState('');
  const [lasts, setLasts] = useState(1);
  const told = written(labels);
  const give = (reason: string) => {
    if (!told) return;
    const from = begins === '' ? undefined : new Date(begins);
    const to = new Date((from?.getTime() ?? Date.now()) + lasts * hourMs);
    make({ labels: told, ...(from && { from: from.toISOString() }), to: to.toISOString(), reason });
  };
  return (
    <AskDialog
      ask={words.make}
      says={words.makeSays}
      label={texts.reason}
      complete={told !== undefined}
      opened={about.length > 0 && button.not === undefined}
      give={give}
      {...button}
    >
      <Labels labels={labels} change={setLabels} />
      <Field label={words.lasts} noMargin>
        <RadioButtonGroup
          aria-label={words.lasts}
          value={lasts}
          options={hours.map(value => ({ value, label: words.hours(value) }))}
          onChange={setLasts}
        />
      </Field>
      <Field label={words.begins} description={words.beginsSays} noMargin>
        <Input
          id={`${id}-begins`}
          type="datetime-local"
          value={begins}
          width={28}
          onChange={({ currentTarget }) => setBegins(currentTarget.value)}
        />
      </Field>
    </AskDialog>
  );
}

function Labels({ labels, change }: { labels: Label[]; change: (labels: Label[]) => void }) {
  const {
    screens: { silences: words },
  } = useWords();
  const edit = (at: number, part: Partial<Label>) =>
    change(labels.map((label, index) => (index === at ? { ...label, ...part } : label)));
  return (
    <Field label={words.about} noMargin>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {labels.map(({ name, value }, at) => (
          <Stack key={at} alignItems="center" gap={1}>
            <Input
              aria-label={words.label}
              value={name}
              width={18}
              onChange={({ currentTarget }) => edit(at, { name: currentTarget.value })}
            />
            <Input
              aria-label={words.value}
              value={value}
              onChange={({ currentTarget }) => edit(at, { value: currentTarget.value })}
            />
            {labels.length > 1 && (
              <IconButton
                name="trash-alt"
                tooltip={words.removeLabel}
                onClick={() => change(labels.filter((_, index) => index !== at))}
              />
            )}
          </Stack>
        ))}
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          fill="text"
          onClick={() => change([...labels, { name: '', value: '' }])}
        >
          {words.addLabel}
        </Button>
      </Stack>
    </Field>
  );
}
