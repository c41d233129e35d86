import { hasEnded, remediesOf, stepName, type Incident, type Step, type ToldAct } from '@autocura/common';
import { Radio, RadioGroup, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { Asking } from '../parts/Asking';
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
  const [chosen, setChosen] = useState(other);
  const [says, setSays] = useState('');
  const step = remedies[Number(chosen)];
  const words = says.trim();
  return (
    <Asking
      ask={labels.iDidThis}
      says={labels.iDidThisSays}
      send={labels.send}
      pending={pending}
      ready={step !== undefined || words !== ''}
      begin={() => {
        setChosen(remedies.length > 0 ? '0' : other);
        setSays('');
      }}
      give={() => tell({ ...(step && { step }), ...(words && { says: words }) })}
    >
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
    </Asking>
  );
}
