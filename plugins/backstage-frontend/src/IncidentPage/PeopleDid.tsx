import { hasEnded, remediesOf, stepName, type Incident, type Step, type ToldAct } from '@autocura/common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { PersonActs } from '../parts/PersonActs';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** What people did about it themselves, and a way to say so. */
export function PeopleDid({
  incident,
  pending,
  tell,
}: {
  incident: Incident;
  pending: boolean;
  tell: (told: ToldAct) => void;
}) {
  const { labels } = useWords();
  const { people = [], mergedInto } = incident;
  const mayTell = mergedInto === undefined && !hasEnded(incident);
  if (people.length === 0 && !mayTell) return null;
  return (
    <Panel
      title={labels.peopleDid}
      aside={mayTell && <IDidThis remedies={remediesOf(incident)} pending={pending} tell={tell} />}
    >
      {people.length > 0 ? (
        <PersonActs acts={people} />
      ) : (
        <Text variant="body-small" color="secondary">
          {labels.iDidThisSays}
        </Text>
      )}
    </Panel>
  );
}

const other = 'other';

function IDidThis({ remedies, pending, tell }: { remedies: Step[]; pending: boolean; tell: (told: ToldAct) => void }) {
  const { labels } = useWords();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(other);
  const [says, setSays] = useState('');
  const move = (to: boolean) => {
    setChosen(remedies.length > 0 ? '0' : other);
    setSays('');
    setOpen(to);
  };
  const step = remedies[Number(chosen)];
  const words = says.trim();
  return (
    <DialogTrigger isOpen={open} onOpenChange={move}>
      <Button size="small" variant="secondary" isDisabled={pending}>
        {labels.iDidThis}
      </Button>
      <Dialog width={480}>
        <DialogHeader>{labels.iDidThis}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            <Text>{labels.iDidThisSays}</Text>
            <RadioGroup label={labels.whatDidYouDo} value={chosen} onChange={setChosen}>
              {remedies.map((remedy, index) => (
                <Radio key={stepName(remedy)} value={String(index)}>
                  {stepName(remedy)}
                </Radio>
              ))}
              <Radio value={other}>{labels.somethingElse}</Radio>
            </RadioGroup>
            <TextField
              label={labels.inYourWords}
              value={says}
              onChange={setSays}
              isRequired={step === undefined}
              maxLength={500}
            />
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => move(false)}>
            {labels.cancel}
          </Button>
          <Button
            variant="primary"
            isDisabled={step === undefined && words === ''}
            onPress={() => {
              tell({ ...(step && { step }), ...(words && { says: words }) });
              move(false);
            }}
          >
            {labels.send}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
