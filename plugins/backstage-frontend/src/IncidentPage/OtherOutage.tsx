import { separable, type Incident } from '@autocura/common';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';

/** Parts alerts from the incident that were brought together with it and do not belong to it. */
export function OtherOutage({
  incident,
  pending,
  part,
}: {
  incident: Incident;
  pending: boolean;
  part: (keys: string[], note?: string) => void;
}) {
  const { labels } = useWords();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const services = separable(incident);
  if (services.length === 0) return null;
  const keys = services.filter(({ service }) => chosen.includes(service)).flatMap(one => one.keys);
  const move = (to: boolean) => {
    setChosen([]);
    setNote('');
    setOpen(to);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={move}>
      <Button size="small" variant="secondary" isDisabled={pending}>
        {labels.otherOutage}
      </Button>
      <Dialog width={480}>
        <DialogHeader>{labels.otherOutage}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            <Text>{labels.otherOutageSays}</Text>
            <CheckboxGroup label={labels.whoseAlerts} value={chosen} onChange={setChosen}>
              {services.map(({ service, keys: { length } }) => (
                <Checkbox key={service} value={service}>
                  {`${service} (${length})`}
                </Checkbox>
              ))}
            </CheckboxGroup>
            <TextField label={labels.inYourWords} value={note} onChange={setNote} maxLength={500} />
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => move(false)}>
            {labels.cancel}
          </Button>
          <Button
            variant="primary"
            isDisabled={chosen.length === 0 || chosen.length === services.length}
            onPress={() => {
              part(keys, note.trim() || undefined);
              move(false);
            }}
          >
            {labels.otherOutage}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
