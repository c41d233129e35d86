import { applyPatch, deepClone, type Operation } from 'fast-json-patch';
import { isObject, type Json } from './objects';
import { StatusError } from './status';

/** What a patch of one of the three media types makes of an object. */
export function patched(before: Json, patch: unknown, mediaType: string): Json {
  switch (mediaType) {
    case 'application/json-patch+json':
      return jsonPatch(before, patch as Operation[]);
    case 'application/merge-patch+json':
      return mergePatch(before, patch) as Json;
    case 'application/strategic-merge-patch+json':
      return strategicPatch(before, patch) as Json;
    default:
      throw new StatusError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format (${mediaType})`,
      );
  }
}

function jsonPatch(before: Json, operations: Operation[]): Json {
  try {
    return applyPatch(deepClone(before) as Json, operations, true).newDocument;
  } catch (error) {
    throw new StatusError(422, 'Invalid', `the server rejected our request: ${String(error).split('\n')[0]}`);
  }
}

export function mergePatch(before: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const after: Json = isObject(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete after[key];
    else after[key] = mergePatch(after[key], value);
  }
  return after;
}

/** What tells the items of a list apart; a list of none of these is replaced as a whole. */
export const mergeKeys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
  conditions: 'type',
  ownerReferences: 'uid',
};

function strategicPatch(before: unknown, patch: unknown, field = ''): unknown {
  const mergeKey = mergeKeys[field];
  if (Array.isArray(patch) && mergeKey !== undefined) return mergedList(before, patch as Json[], mergeKey);
  if (!isObject(patch)) return patch;
  if (patch.$patch === 'replace') {
    const { $patch: _, ...whole } = patch;
    return whole;
  }
  const after: Json = isObject(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) delete after[key];
    else after[key] = strategicPatch(after[key], value, key);
  }
  return after;
}

function mergedList(before: unknown, patch: Json[], mergeKey: string): Json[] {
  const after = Array.isArray(before) ? [...(before as Json[])] : [];
  for (const item of patch) {
    const index = after.findIndex(one => one[mergeKey] === item[mergeKey]);
    if (item.$patch === 'delete') {
      if (index >= 0) after.splice(index, 1);
    } else if (index >= 0) after[index] = strategicPatch(after[index], item) as Json;
    else after.push(item);
  }
  return after;
}
