import { hasEnded, remediesOf, stepName, typedCode, type Incident, type Step } from '@autocura/common';
import { Button, Field, Modal, RadioButtonList, Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useId, useState } from 'react';
import { ActButton } from '../../parts/ActButton';
import { CodeField } from '../../parts/CodeField';
import { useWords } from '../../useWords';
import { isBusy } from './isBusy';

/** A way to ask for one of the remedies of one's own accord. Guardrails judge it like any other. */
export function RunStep({
  incident,
  not,
  pending,
  run,
}: {
  incident: Incident;
  not: string | undefined;
  pending: boolean;
  run: (step: Step, code?: string) => void;
}) {
  const { labels } = useWords();
  const name = useId();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState('0');
  const [code, setCode] = useState('');
  const remedies = remediesOf(incident);
  const step = remedies[Number(chosen)] ?? remedies[0];
  if (!step || hasEnded(incident)) return null;
  const ask = t('run.ask', 'Ask for a step');
  const busy = isBusy(incident) ? t('run.busy', 'One action at a time: another one is under way.') : undefined;
  return (
    <>
      <ActButton size="sm" pending={pending} not={not ?? busy} act={() => setOpen(true)}>
        {ask}
      </ActButton>
      <Modal title={ask} isOpen={open} onDismiss={() => setOpen(false)}>
        <Stack direction="column" gap={2}>
          <Text element="p">
            {t(
              'run.says',
              'The guardrails judge it like any other. What they ask about somebody else has to approve; what they deny is not done.',
            )}
          </Text>
          <Field label={labels.action} noMargin>
            <RadioButtonList
              name={name}
              value={chosen}
              onChange={setChosen}
              options={remedies.map((remedy, index) => ({ value: String(index), label: stepName(remedy) }))}
            />
          </Field>
          <CodeField act="run" code={code} change={setCode} />
        </Stack>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={() => setOpen(false)}>
            {labels.cancel}
          </Button>
          <Button
            onClick={() => {
              run(step, typedCode(code));
              setCode('');
              setOpen(false);
            }}
          >
            {ask}
          </Button>
        </Modal.ButtonRow>
      </Modal>
    </>
  );
}
