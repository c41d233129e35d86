import { separable, type Incident } from '@autocura/common';
import { Checkbox, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { AskDialog } from '../../parts/AskDialog';
import { useWords } from '../../useWords';

/** Parts alerts from the incident that were brought together with it and do not belong to it. */
export function OtherOutage({
  incident,
  part,
  ...button
}: {
  incident: Incident;
  part: (keys: string[], note?: string) => void;
  not: string | undefined;
  pending: boolean;
}) {
  const { labels } = useWords();
  const [chosen, setChosen] = useState<string[]>([]);
  const services = separable(incident);
  if (services.length === 0) return null;
  const keys = services.filter(({ service }) => chosen.includes(service)).flatMap(one => one.keys);
  const choose = (service: string, on: boolean) =>
    setChosen(before => [...before.filter(one => one !== service), ...(on ? [service] : [])]);
  return (
    <AskDialog
      ask={labels.otherOutage}
      says={labels.otherOutageSays}
      label={labels.inYourWords}
      optional
      most={500}
      complete={keys.length > 0 && chosen.length < services.length}
      size="sm"
      variant="secondary"
      give={words => {
        part(keys, words || undefined);
        setChosen([]);
      }}
      {...button}
    >
      <div role="group" aria-label={labels.whoseAlerts}>
        <Stack direction="column" gap={1}>
          {services.map(({ service, keys: { length } }) => (
            <Checkbox
              key={service}
              label={`${service} (${length})`}
              value={chosen.includes(service)}
              onChange={({ currentTarget }) => choose(service, currentTarget.checked)}
            />
          ))}
        </Stack>
      </div>
    </AskDialog>
  );
}
