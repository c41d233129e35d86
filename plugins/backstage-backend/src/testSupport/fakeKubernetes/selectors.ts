import { at, type Json, type Thing } from './objects';
import { StatusError } from './status';

type Matches = (thing: Thing) => boolean;

/** `a=b`, `a!=b`, `a`, `!a`, `a in (b,c)` and `a notin (b,c)`, joined by commas. */
export function labelSelector(text: string): Matches {
  const terms = text.split(/,(?![^(]*\))/).filter(term => term.trim() !== '');
  const tests = terms.map(labelTerm);
  return ({ metadata }) => tests.every(test => test(metadata.labels ?? {}));
}

function labelTerm(term: string): (labels: Record<string, string>) => boolean {
  const set = /^\s*(\S+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(term);
  if (set) {
    const [, key = '', how, values = ''] = set;
    const listed = values.split(',').map(value => value.trim());
    return labels => listed.includes(labels[key] ?? '') === (how === 'in');
  }
  const equal = /^\s*([^!=\s]+)\s*(==|=|!=)\s*(\S*)\s*$/.exec(term);
  if (equal) {
    const [, key = '', how, value] = equal;
    return labels => (labels[key] === value) === (how !== '!=');
  }
  const key = term.trim();
  if (/^!?[\w./-]+$/.test(key)) return labels => key.replace(/^!/, '') in labels === !key.startsWith('!');
  throw new StatusError(400, 'BadRequest', `unable to parse requirement: ${term}`);
}

const fields = ['metadata.name', 'metadata.namespace', 'spec.nodeName', 'status.phase'];

/** Kubernetes knows few fields to select by, and refuses the others. */
export function fieldSelector(text: string): Matches {
  const tests = text.split(',').flatMap((term): Matches[] => {
    if (term.trim() === '') return [];
    const [, key = '', how, value] = /^([^!=]+)(==|=|!=)(.*)$/.exec(term.trim()) ?? [];
    if (!fields.includes(key)) throw new StatusError(400, 'BadRequest', `field label not supported: ${key}`);
    return [thing => (String(at(thing, ...key.split('.')) ?? '') === value) === (how !== '!=')];
  });
  return thing => tests.every(test => test(thing));
}

/** The selector of a workload or a budget: `matchLabels` and `matchExpressions`. An absent one selects nothing. */
export function selects(selector: unknown, labels: Record<string, string> = {}): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector as {
    matchLabels?: Record<string, string>;
    matchExpressions?: { key: string; operator: string; values?: string[] }[];
  };
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      return values.includes(labels[key] ?? '') === (operator === 'In');
    })
  );
}

export const selectorText = (selector: unknown) =>
  Object.entries(((selector as Json | undefined)?.matchLabels ?? {}) as Json)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join();
