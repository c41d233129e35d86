import { illegal } from './errors';

export type Source = Record<string, unknown>;
export interface Document {
  _index: string;
  _id: string;
  _source: Source;
}

/** What the mapping of the template says of a field, by its whole name. */
export type Types = Record<string, string>;

/** A field by its whole name, whether the document nests it or writes it with dots. */
export function valueAt(source: Source, field: string): unknown {
  if (field in source) return source[field];
  for (let dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
    const inner = source[field.slice(0, dot)];
    if (typeof inner === 'object' && inner !== null) {
      const found = valueAt(inner as Source, field.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const texts = ['text', 'match_only_text'];

/** A string that no mapping names is text, with its whole value in a field `.keyword` beside it. */
export function wholeAt(source: Source, field: string, types: Types): unknown {
  const value = valueAt(source, field);
  if (value !== undefined || !field.endsWith('.keyword')) return value;
  const parent = field.slice(0, -'.keyword'.length);
  return types[parent] === undefined ? valueAt(source, parent) : undefined;
}

/** A data stream has its time as a date, whatever its template says. */
export const isText = (field: string, value: unknown, types: Types) =>
  typeof value === 'string' &&
  field !== '@timestamp' &&
  !field.endsWith('.keyword') &&
  (types[field] === undefined || texts.includes(types[field]));

/** Aggregating and sorting needs whole values. */
export function refuseText(field: string, documents: Document[], types: Types) {
  if (documents.some(({ _source }) => isText(field, valueAt(_source, field), types)))
    throw illegal(
      `Fielddata is disabled on [${field}]. Text fields are not optimised for operations that need whole values`,
    );
}

/** As the standard analyzer takes text apart. */
export const tokensOf = (text: unknown) =>
  String(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}_]+(?:[.'][\p{L}\p{N}_]+)*/gu) ?? [];

/** Milliseconds since 1970 of a date as documents and queries write it; NaN where it is none. */
export const timeOf = (value: unknown) => (typeof value === 'number' ? value : Date.parse(String(value)));
