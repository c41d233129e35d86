import { separable, type Incident } from '@autocura/common';
import { Checkbox, CheckboxGroup, TextField } from '@backstage/ui';
import { useState } from 'react';
import { Asking } from '../parts/Asking';
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
  const [chosen, setChosen] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const services = separable(incident);
  if (services.length === 0) return null;
  const keys = services.filter(({ service }) => chosen.includes(service)).flatMap(one => one.keys);
  return (
    <Asking
      ask={labels.otherOutage}
      says={labels.otherOutageSays}
      pending={pending}
      ready={chosen.length > 0 && chosen.length < services.length}
      begin={() => {
        setChosen([]);
        setNote('');
      }}
      give={() => part(keys, note.trim() || undefined)}
    >
      <CheckboxGroup label={labels.whoseAlerts} value={chosen} onChange={setChosen}>
        {services.map(({ service, keys: { length } }) => (
          <Checkbox key={service} value={service}>
            {`${service} (${length})`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextField label={labels.inYourWords} value={note} onChange={setNote} maxLength={500} />
    </Asking>
  );
}
