import { DataSourcePlugin } from '@grafana/data';
import { AutocuraDataSource } from './AutocuraDataSource';
import { ConfigEditor } from './ConfigEditor';
import type { AutocuraOptions, AutocuraQuery } from './query';
import { QueryEditor } from './QueryEditor';

export const plugin = new DataSourcePlugin<AutocuraDataSource, AutocuraQuery, AutocuraOptions>(AutocuraDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
