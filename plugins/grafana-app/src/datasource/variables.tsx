import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type QueryEditorProps,
} from '@grafana/data';
import { Combobox, InlineField } from '@grafana/ui';
import React from 'react';
import { from, type Observable } from 'rxjs';
import { autocuraClient } from '../api';
import { currentWords } from '../texts';
import type { AutocuraDataSource } from './AutocuraDataSource';
import type { AutocuraOptions, AutocuraQuery, AutocuraVariableQuery, VariableOf } from './query';
import { suggestions } from './suggestions';

/** Template variables: services, incidents, failure modes, actions. */
export class AutocuraVariables extends CustomVariableSupport<
  AutocuraDataSource,
  AutocuraVariableQuery,
  AutocuraQuery,
  AutocuraOptions
> {
  override editor = VariableEditor;

  override query({ targets: [first] }: DataQueryRequest<AutocuraVariableQuery>): Observable<DataQueryResponse> {
    const { words } = currentWords();
    return from(suggestions(first?.of ?? 'services', autocuraClient(), words).then(data => ({ data })));
  }
}

type Props = QueryEditorProps<AutocuraDataSource, AutocuraQuery, AutocuraOptions, AutocuraVariableQuery>;

export function VariableEditor({ query, onChange, onRunQuery }: Props) {
  const { texts } = currentWords();
  const options = Object.entries(texts.variables).map(([value, label]) => ({ value: value as VariableOf, label }));
  return (
    <InlineField label={texts.query} labelWidth={20} htmlFor="autocura-variable">
      <Combobox
        id="autocura-variable"
        width={40}
        options={options}
        value={query.of ?? 'services'}
        onChange={({ value }) => {
          onChange({ ...query, refId: 'variable', of: value });
          onRunQuery();
        }}
      />
    </InlineField>
  );
}
