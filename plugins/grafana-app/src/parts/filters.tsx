import { Combobox, Field } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { type ReactElement } from 'react';
import { autocuraClient, usePolled } from '../api';
import { useWords } from '../useWords';

const loadServices = () => autocuraClient().services();

export const Labelled = ({ label, children }: { label: string; children: ReactElement<Record<string, unknown>> }) => (
  <Field label={label} noMargin>
    {children}
  </Field>
);

/** Which service a list is about; one that is not measured can be typed. */
export function ServiceFilter({ id, value, choose }: ServiceFilterOptions) {
  const { labels } = useWords();
  const [services] = usePolled(loadServices, 60_000);
  const names = services.state === 'known' ? services.value.items.map(({ service }) => service) : [];
  const known = value !== undefined && !names.includes(value) ? [value, ...names] : names;
  return (
    <Labelled label={labels.service}>
      <Combobox<string>
        id={id}
        value={value ?? null}
        options={known.map(service => ({ value: service }))}
        placeholder={t('incidents.anyService', 'Any service')}
        isClearable
        createCustomValue
        width={26}
        onChange={option => choose(option?.value)}
      />
    </Labelled>
  );
}

interface ServiceFilterOptions {
  id: string;
  value: string | undefined;
  choose: (service: string | undefined) => void;
}
