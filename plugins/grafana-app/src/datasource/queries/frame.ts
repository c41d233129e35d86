import { createDataFrame, type DataFrame, type Field, type QueryResultMeta } from '@grafana/data';
import type { AutocuraQuery } from '../query';

/** A frame that knows which query it answers. `kind` is what it holds, by which our own panels find it. */
export const frame = (
  { refId }: AutocuraQuery,
  kind: string,
  fields: Field[],
  { custom, ...meta }: QueryResultMeta = {},
): DataFrame =>
  createDataFrame({
    refId,
    name: kind,
    fields,
    meta: { preferredVisualisationType: 'table', ...meta, custom: { ...custom, kind } },
  });

/** Whether a frame holds that. */
export const holds = (kind: string) => (one: DataFrame) => one.meta?.custom?.['kind'] === kind;
