import { phases, type Phase } from '@autocura/common';
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow } from '@grafana/ui';
import React from 'react';
import { currentWords } from '../texts';
import type { AutocuraDataSource } from './AutocuraDataSource';
import { kindOf, queryKinds, type Narrowing } from './queries';
import { defaultQuery, type AutocuraOptions, type AutocuraQuery, type QueryType } from './query';
import { SuggestedField } from './SuggestedField';

type Props = Pick<
  QueryEditorProps<AutocuraDataSource, AutocuraQuery, AutocuraOptions>,
  'query' | 'onChange' | 'onRunQuery'
>;

/** What to ask for, and what of it: only what the kind of query heeds is offered. */
export function QueryEditor({ query, onChange, onRunQuery }: Props) {
  const { texts, words } = currentWords();
  const queryType = query.queryType ?? defaultQuery.queryType;
  const kind = kindOf(queryType);
  const takes = (part: Narrowing) => kind?.takes.includes(part) ?? false;
  const change = (part: Partial<AutocuraQuery>) => {
    onChange({ ...query, queryType, ...part });
    onRunQuery();
  };
  const suggested = (part: 'service' | 'incident' | 'action' | 'failureMode') => ({
    ...{ id: `${query.refId}-${part}`, value: query[part] ?? '', needed: kind?.needs === part },
    onChange: (value: string) => change({ [part]: value }),
  });
  const idOf = (part: string) => `${query.refId}-${part}`;
  return (
    <InlineFieldRow>
      <InlineField label={texts.query} labelWidth={14} htmlFor={idOf('type')}>
        <Combobox
          id={idOf('type')}
          width={50}
          options={queryKinds.map(({ id }) => ({ value: id, label: texts.queries[id] }))}
          value={queryType}
          onChange={({ value }) => change({ queryType: value as QueryType })}
        />
      </InlineField>
      {takes('incident') && (
        <SuggestedField
          {...suggested('incident')}
          label={texts.incident}
          of="incidents"
          placeholder={texts.chooseIncident}
        />
      )}
      {takes('service') && (
        <SuggestedField
          {...suggested('service')}
          label={texts.service}
          of="services"
          placeholder={kind?.needs === 'service' ? texts.chooseService : texts.anyService}
        />
      )}
      {takes('phase') && (
        <InlineField label={texts.phase} labelWidth={14} htmlFor={idOf('phase')}>
          <Combobox
            id={idOf('phase')}
            width={30}
            isClearable
            placeholder={texts.anyPhase}
            options={phases.map(phase => ({ value: phase, label: words.phases[phase] }))}
            value={query.phase ?? null}
            onChange={option => onPhase(option?.value)}
          />
        </InlineField>
      )}
      {takes('open') && (
        <InlineField label={texts.which} labelWidth={14} htmlFor={idOf('open')}>
          <Combobox
            id={idOf('open')}
            width={30}
            options={[
              { value: 'opened', label: texts.opened },
              { value: 'open', label: texts.open },
            ]}
            value={query.open ? 'open' : 'opened'}
            onChange={({ value }) => change({ open: value === 'open' })}
          />
        </InlineField>
      )}
      {takes('action') && (
        <SuggestedField {...suggested('action')} label={texts.action} of="actions" placeholder={texts.anyAction} />
      )}
      {takes('failureMode') && (
        <SuggestedField
          {...suggested('failureMode')}
          label={texts.failureMode}
          of="failureModes"
          placeholder={texts.anyFailureMode}
        />
      )}
    </InlineFieldRow>
  );

  function onPhase(phase: Phase | undefined) {
    const { phase: _, ...rest } = query;
    onChange({ ...rest, queryType, ...(phase && { phase }) });
    onRunQuery();
  }
}
