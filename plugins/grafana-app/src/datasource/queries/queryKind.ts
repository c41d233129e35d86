import type { AutocuraClient, Words } from '@autocura/common';
import type { DataFrame } from '@grafana/data';
import type { Texts } from '../../texts';
import type { AutocuraQuery, QueryType } from '../query';

export type Narrowing = 'service' | 'incident' | 'phase' | 'open' | 'action' | 'failureMode';

/** What is read from the API; each answer once for all queries of a panel. */
export type Reader = Pick<
  AutocuraClient,
  | 'incidents'
  | 'incident'
  | 'services'
  | 'service'
  | 'history'
  | 'predictions'
  | 'thresholds'
  | 'bands'
  | 'sizings'
  | 'problems'
  | 'topology'
  | 'sources'
  | 'brake'
>;

export interface Asked {
  /** Template variables are filled in. */
  query: AutocuraQuery;
  /** Epoch milliseconds. */
  range: { from: number; to: number };
  reader: Reader;
  words: Words;
  texts: Texts;
  /** The data source that evidence is opened in, where there is one. */
  metrics?: { uid: string; name: string };
}

/** One thing that can be asked for, as data frames. */
export interface QueryKind {
  id: QueryType;
  /** The parts of a query that it heeds. */
  takes: readonly Narrowing[];
  /** The part without which nothing can be asked. */
  needs?: 'service' | 'incident';
  /** Throws AutocuraError. */
  frames(asked: Asked): Promise<DataFrame[]>;
}
