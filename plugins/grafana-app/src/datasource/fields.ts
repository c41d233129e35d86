import { FieldType, MappingType, type DataLink, type Field, type FieldConfig, type ValueMapping } from '@grafana/data';

type Values<T> = readonly (T | undefined)[];

/** A column. Its name stays the same in every language; the title is what people read. Absent values are null. */
const column = <T>(name: string, type: FieldType, title: string, values: Values<T>, config: FieldConfig): Field => ({
  name,
  type,
  config: { displayName: title, ...config },
  values: values.map(value => value ?? null),
});

/** Of ISO 8601 times. */
export const times = (name: string, title: string, values: Values<string>, config: FieldConfig = {}) =>
  column(
    name,
    FieldType.time,
    title,
    values.map(iso => (iso === undefined ? undefined : Date.parse(iso))),
    config,
  );

export const texts = (name: string, title: string, values: Values<string>, links: DataLink[] = []) =>
  column(name, FieldType.string, title, values, links.length > 0 ? { links } : {});

export const numbers = (name: string, title: string, values: Values<number>, config: FieldConfig = {}) =>
  column(name, FieldType.number, title, values, config);

/** Of one of a few words, each with its colour. */
export const choices = (name: string, title: string, values: Values<string>, mappings: ValueMapping[]) =>
  column(name, FieldType.string, title, values, { mappings });

/** What only our own panels read. Tables leave it out. */
export const things = (name: string, title: string, values: Values<object>) =>
  column(name, FieldType.other, title, values, { custom: { hideFrom: { viz: true, legend: true, tooltip: true } } });

/** How one of a few words is shown. */
export const wordMapping = <K extends string>(words: Record<K, string>, colors: Record<K, string>): ValueMapping[] => [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      (Object.keys(words) as K[]).map((key, index) => [key, { text: words[key], color: colors[key], index }]),
    ),
  },
];
