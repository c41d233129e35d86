/** A label as it is being written. */
export interface Label {
  name: string;
  value: string;
}

/** Labels that an address names, as `?label=service=cart&label=severity=warning`. */
export const labelsOf = (search: URLSearchParams): Label[] =>
  search.getAll('label').map(text => {
    const at = text.indexOf('=');
    return at < 0 ? { name: text, value: '' } : { name: text.slice(0, at), value: text.slice(at + 1) };
  });

const named = /^[a-zA-Z_]\w{0,127}$/;

/** What is written, once every row of it says something. */
export function written(labels: Label[]): Record<string, string> | undefined {
  const pairs = labels.map(({ name, value }): [string, string] => [name.trim(), value.trim()]);
  const complete = pairs.length > 0 && pairs.every(([name, value]) => named.test(name) && value !== '');
  return complete ? Object.fromEntries(pairs) : undefined;
}
