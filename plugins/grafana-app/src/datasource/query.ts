import type { Phase } from '@autocura/common';
import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { Texts } from '../texts';

export type QueryType = keyof Texts['queries'];

/** What a panel asks for. Every text may hold template variables; what is absent or empty does not narrow. */
export interface AutocuraQuery extends DataQuery {
  queryType?: QueryType;
  service?: string;
  /** Its id. */
  incident?: string;
  phase?: Phase;
  action?: string;
  failureMode?: string;
  /** Of incidents: those that are open now, however old; else those that opened in the time range. */
  open?: boolean;
}

export const defaultQuery = { queryType: 'incidents' } as const satisfies Partial<AutocuraQuery>;

export type VariableOf = keyof Texts['variables'];

/** What a template variable takes its values from. */
export interface AutocuraVariableQuery extends DataQuery {
  of?: VariableOf;
}

export interface AutocuraOptions extends DataSourceJsonData {
  /** Uid of the Prometheus data source in which evidence is opened; the default one where absent. */
  metricsUid?: string;
}
