/** A piece of PromQL that is safe to put into another one. */
export class Promql {
  private constructor(readonly text: string) {}

  static of(text: string) {
    return new Promql(text);
  }

  toString() {
    return this.text;
  }
}

/**
 * PromQL in which every interpolated value keeps to its place: a string becomes a quoted label value, an array a quoted
 * regex that matches exactly its members, a number a literal, and only a `Promql` goes in as it is.
 */
export function promql(strings: TemplateStringsArray, ...values: (string | string[] | number | Promql)[]): Promql {
  return Promql.of(strings.reduce((text, part, i) => text + write(values[i - 1]) + part));
}

/** A metric's or label's name. Throws on anything else. */
export function name(text: string): Promql {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text)) throw new Error(`${JSON.stringify(text)} is not a metric or label name`);
  return Promql.of(text);
}

/** Names with a comma between, as in `by (a, b)`. */
export const names = (texts: string[]) => Promql.of(texts.map(name).join(', '));

/** A range in whole seconds, at least one. */
export function seconds(count: number): Promql {
  if (!Number.isFinite(count) || count < 1) throw new Error(`a range of ${count} seconds is not possible`);
  return Promql.of(`${Math.round(count)}s`);
}

/** A quoted regex of our own making; use it with `literal()` for what comes from outside. */
export const regex = (pattern: string) => Promql.of(quoted(pattern));

/** The text as a regex that matches only itself (RE2, as Go's QuoteMeta does). */
export const literal = (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

function write(value: string | string[] | number | Promql | undefined): string {
  if (value instanceof Promql) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return anyOf(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Error(`${String(value)} cannot be put into PromQL`);
}

function anyOf(values: string[]): string {
  if (values.length === 0) throw new Error('an empty set of label values would match series without the label');
  if (values.includes('')) throw new Error('an empty label value would match series without the label');
  return quoted(values.map(literal).join('|'));
}

function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    // Prometheus takes this character for a sign of broken UTF-8; half a surrogate pair becomes it on the way.
    .replace(/[\uFFFD\p{Surrogate}]/gu, '\\ufffd');
  return `"${escaped}"`;
}
