import { parsing } from './errors';
import { type Document, isText, timeOf, tokensOf, type Types, valueAt, wholeAt } from './fields';

export type Query = Record<string, unknown>;
type Inside = Record<string, unknown>;

const kinds: Record<string, (inside: Inside, document: Document, types: Types) => boolean> = {
  match_all: () => true,
  bool: ({ must, filter, should, must_not: not, minimum_should_match: least }, document, types) => {
    const all = [...listOf(must), ...listOf(filter)];
    const some = listOf(should);
    const needed = least === undefined ? (all.length === 0 && some.length > 0 ? 1 : 0) : Number(least);
    return (
      all.every(one => matches(one, document, types)) &&
      some.filter(one => matches(one, document, types)).length >= needed &&
      !listOf(not).some(one => matches(one, document, types))
    );
  },
  range: (inside, { _source }) => {
    const [field, bounds] = only(inside, 'range');
    const value = valueAt(_source, field);
    if (value === undefined) return false;
    const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } = bounds as Record<string, unknown>;
    const at = (one: unknown) => (typeof one === 'number' ? one : timeOf(one));
    return timeOf(value) >= at(gte) && timeOf(value) > at(gt) && timeOf(value) <= at(lte) && timeOf(value) < at(lt);
  },
  term: (inside, document, types) => {
    const [field, wanted] = only(inside, 'term');
    const value = typeof wanted === 'object' && wanted !== null ? (wanted as { value: unknown }).value : wanted;
    return isOneOf(document, field, [value], types);
  },
  terms: (inside, document, types) => {
    const [field, wanted] = only(inside, 'terms');
    if (!Array.isArray(wanted)) throw parsing('[terms] query requires an array of terms');
    return isOneOf(document, field, wanted, types);
  },
  exists: ({ field }, { _source }) => valueAt(_source, String(field)) !== undefined,
  match_phrase: (inside, { _source }) => {
    const [field, wanted] = only(inside, 'match_phrase');
    const tokens = tokensOf(valueAt(_source, field) ?? '');
    const phrase = tokensOf(wanted);
    return phrase.length > 0 && tokens.some((_, at) => phrase.every((word, i) => tokens[at + i] === word));
  },
};

/** Whether a query of the language that both products share holds for a document. Throws ApiError. */
export function matches(query: Query, document: Document, types: Types): boolean {
  const [kind, inside] = only(query, 'query');
  const match = kinds[kind];
  if (!match) throw parsing(`unknown query [${kind}]`);
  return match((inside ?? {}) as Inside, document, types);
}

function isOneOf({ _source }: Document, field: string, wanted: unknown[], types: Types): boolean {
  const value = wholeAt(_source, field, types);
  const values = Array.isArray(value) ? value : [value];
  return values.some(one =>
    isText(field, one, types)
      ? tokensOf(one).some(token => wanted.includes(token))
      : wanted.some(other => String(other) === String(one)),
  );
}

const listOf = (queries: unknown) => (queries === undefined ? [] : [queries].flat()) as Query[];

function only(object: Record<string, unknown>, of: string): [string, unknown] {
  const [first, ...more] = Object.entries(object);
  if (!first || more.length > 0) throw parsing(`[${of}] malformed query, expected one field`);
  return first;
}
