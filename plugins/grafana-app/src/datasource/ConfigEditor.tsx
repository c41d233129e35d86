import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { DataSourcePicker } from '@grafana/runtime';
import { Alert, Field, TextLink } from '@grafana/ui';
import React from 'react';
import { pluginId } from '../pluginId';
import { currentWords } from '../texts';
import type { AutocuraOptions } from './query';

/** All there is to set: where evidence is opened. Address and tokens are the app's. */
export function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<AutocuraOptions>) {
  const { texts } = currentWords();
  const choose = (metricsUid?: string) => {
    const { metricsUid: _, ...rest } = options.jsonData;
    onOptionsChange({ ...options, jsonData: { ...rest, ...(metricsUid !== undefined && { metricsUid }) } });
  };
  return (
    <>
      <Alert severity="info" title={texts.proxySays}>
        <TextLink href={`/plugins/${pluginId}`}>{texts.openSettings}</TextLink>
      </Alert>
      <Field label={texts.metrics} description={texts.metricsSays}>
        <DataSourcePicker
          type="prometheus"
          current={options.jsonData.metricsUid ?? null}
          noDefault
          onChange={({ uid }) => choose(uid)}
          onClear={() => choose()}
        />
      </Field>
    </>
  );
}
