import { isObject, isSame, type Json, type ManagedFields, type Thing } from './objects';
import { mergeKeys } from './patches';

export interface Writer {
  manager: string;
  subresource?: string | undefined;
  at: Date;
}

/**
 * Who owns which fields after a write that was no server-side apply: whoever changed a field owns it from then on, and
 * nobody else does.
 */
export function ownedAfter(before: Thing | undefined, after: Thing, { manager, subresource, at }: Writer) {
  const [old, now] = [pathsOf(before), pathsOf(after)];
  const changed = [...now].filter(([path, value]) => !isSame(old.get(path), value)).map(([path]) => path);
  const gone = [...old.keys()].filter(path => !now.has(path));
  if (changed.length + gone.length === 0) return before?.metadata.managedFields ?? [];

  const isOurs = (entry: ManagedFields) =>
    entry.manager === manager && entry.subresource === subresource && entry.operation === 'Update';
  const entries = (before?.metadata.managedFields ?? []).map(entry => ({ entry, paths: pathsIn(entry.fieldsV1) }));
  const others = entries.flatMap(({ entry, paths }) => {
    const kept = paths.filter(path => !gone.includes(path) && (isOurs(entry) || !changed.includes(path)));
    return isOurs(entry) || kept.length === 0 ? [] : [{ ...entry, fieldsV1: treeOf(kept) }];
  });
  const ours = entries.flatMap(({ entry, paths }) => (isOurs(entry) ? paths : [])).filter(path => !gone.includes(path));
  const owned = [...new Set([...ours, ...changed])];
  if (owned.length === 0) return others;
  return [...others, entryOf(after.apiVersion, owned)];

  function entryOf(apiVersion: string, paths: string[]): ManagedFields {
    return {
      ...{
        manager,
        operation: 'Update',
        apiVersion,
        time: `${at.toISOString().slice(0, 19)}Z`,
        fieldsType: 'FieldsV1',
      },
      fieldsV1: treeOf(paths),
      ...(subresource !== undefined && { subresource }),
    };
  }
}

const separator = '\u0000';
const identity = ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'];

/** Every leaf of what may be owned, by its path in the notation of `fieldsV1`. */
function pathsOf(thing: Thing | undefined): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  if (!thing) return leaves;
  const { apiVersion: _, kind: _kind, metadata, ...rest } = thing;
  const owned = Object.fromEntries(Object.entries(metadata).filter(([key]) => !identity.includes(key)));
  walk({ metadata: owned, ...rest }, [], '');
  return leaves;

  function walk(value: unknown, path: string[], field: string): void {
    const mergeKey = mergeKeys[field];
    if (Array.isArray(value) && mergeKey !== undefined) {
      for (const item of value as Json[]) {
        walk(item, [...path, `k:${JSON.stringify({ [mergeKey]: item[mergeKey] })}`], '');
      }
    } else if (isObject(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, `f:${key}`], key);
    } else if (value !== undefined) leaves.set(path.join(separator), value);
  }
}

function treeOf(paths: string[]): Json {
  const tree: Json = {};
  for (const path of paths) {
    let here = tree;
    for (const part of path.split(separator)) here = (here[part] ??= {}) as Json;
  }
  return tree;
}

function pathsIn(tree: Json, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([part, inner]) => {
    const here = [...path, part];
    return isObject(inner) && Object.keys(inner).length > 0 ? pathsIn(inner, here) : [here.join(separator)];
  });
}
