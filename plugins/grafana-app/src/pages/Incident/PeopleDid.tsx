import { hasEnded, remediesOf, stepName, type Incident, type Step, type ToldAct } from '@autocura/common';
import { Field, RadioButtonList, Text } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { AskDialog } from '../../parts/AskDialog';
import { PersonActs } from '../../parts/PersonActs';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

interface Telling {
  pending: boolean;
  not: string | undefined;
  tell: (told: ToldAct) => void;
}

/** What people did about it themselves, and a way to say so. */
export function PeopleDid({ incident, ...telling }: Telling & { incident: Incident }) {
  const { labels } = useWords();
  const { people = [] } = incident;
  const mayTell = !hasEnded(incident);
  if (people.length === 0 && !mayTell) return null;
  return (
    <Section
      title={labels.peopleDid}
      framed
      aside={mayTell && <IDidThis remedies={remediesOf(incident)} {...telling} />}
    >
      {people.length > 0 ? (
        <PersonActs acts={people} />
      ) : (
        <Text variant="bodySmall" color="secondary">
          {labels.iDidThisSays}
        </Text>
      )}
    </Section>
  );
}

const other = 'other';

function IDidThis({ remedies, tell, ...button }: Telling & { remedies: Step[] }) {
  const { labels } = useWords();
  const name = useId();
  const [chosen, setChosen] = useState(remedies.length > 0 ? '0' : other);
  const step = remedies[Number(chosen)];
  return (
    <AskDialog
      ask={labels.iDidThis}
      says={labels.iDidThisSays}
      label={labels.inYourWords}
      most={500}
      ready={step !== undefined}
      size="sm"
      give={words => tell({ ...(step && { step }), ...(words && { says: words }) })}
      {...button}
    >
      <Field label={labels.whatDidYouDo} noMargin>
        <RadioButtonList
          name={name}
          value={chosen}
          onChange={setChosen}
          options={[
            ...remedies.map((remedy, index) => ({ value: String(index), label: stepName(remedy) })),
            { value: other, label: labels.somethingElse },
          ]}
        />
      </Field>
    </AskDialog>
  );
}
