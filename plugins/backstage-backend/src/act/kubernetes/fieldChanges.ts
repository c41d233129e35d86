import type { FieldChange } from '@autocura/common';

const most = 50;
const longest = 200;
const hidden = '(hidden)';

/** What may hold a secret is told to have changed, never how. */
const mayHide =
  /(^|\.)(env|envFrom|args|command|annotations\[kubectl\.kubernetes\.io\/last-applied-configuration\])([.[]|$)/;

const compared = ['metadata.labels', 'metadata.annotations', 'spec'];

/** Field by field what differs in the given parts of an object; values are bounded and texts cut. */
export function fieldChanges(object: string, before: unknown, after: unknown, parts = compared): FieldChange[] {
  const changes = parts.flatMap(part => differ(object, part, at(before, part), at(after, part)));
  return changes.slice(0, most);
}

function differ(object: string, field: string, before: unknown, after: unknown): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isFolder(before) && isFolder(after)) {
    const keys = [...new Set([...namesOf(before), ...namesOf(after)])];
    return keys.flatMap(key => differ(object, nameOf(field, key, before), inner(before, key), inner(after, key)));
  }
  const from = shown(field, before);
  const to = shown(field, after);
  return [{ object, field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}

type Folder = Record<string, unknown> | { name: string }[];

/** An object, or a list whose items have names. */
const isFolder = (value: unknown): value is Folder =>
  Array.isArray(value)
    ? value.every(item => typeof (item as { name?: unknown } | null)?.name === 'string')
    : typeof value === 'object' && value !== null;

const namesOf = (folder: Folder) => (Array.isArray(folder) ? folder.map(({ name }) => name) : Object.keys(folder));

const inner = (folder: Folder, key: string): unknown =>
  Array.isArray(folder) ? folder.find(({ name }) => name === key) : folder[key];

const nameOf = (field: string, key: string, folder: Folder) =>
  Array.isArray(folder) || /[./]/.test(key) ? `${field}[${key}]` : `${field}.${key}`;

function shown(field: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (mayHide.test(field) || (typeof value === 'object' && /"(env|args|command)":/.test(JSON.stringify(value))))
    return hidden;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longest);
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined | null)?.[key], value);
