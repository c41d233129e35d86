import type { Prepared } from './action';
import { fieldChanges } from './fieldChanges';
import { actionId, type AnyObject, anyObject } from './objects';
import type { Resource } from './resources';

export interface Target {
  resource: Resource;
  namespace?: string;
  object: AnyObject;
  /** The same as it was answered. */
  answer: unknown;
  title: string;
}

type Operation = { op: 'add' | 'replace' | 'test'; path: string; value: unknown };

/**
 * A change of an object that bears our key, and holds only for the version that was read: whoever was faster makes it
 * a conflict.
 */
export function merged(target: Target, patch: object, key: string): Prepared {
  const { name, resourceVersion } = target.object.metadata;
  const { metadata: more, ...rest } = patch as { metadata?: { annotations?: object } };
  const metadata = { resourceVersion, ...more, annotations: { ...more?.annotations, [actionId]: key } };
  return { ...markOf(target, key), write: { ...placeOf(target), name, patch: { ...rest, metadata } } };
}

/** The same by single operations, for what has to be replaced as a whole. */
export function replaced(target: Target, operations: Operation[], key: string, marks: object = {}): Prepared {
  const { name, resourceVersion, annotations } = target.object.metadata;
  const patch: Operation[] = [
    { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
    { op: 'add', path: '/metadata/annotations', value: { ...annotations, ...marks, [actionId]: key } },
    ...operations,
  ];
  return { ...markOf(target, key), write: { ...placeOf(target), name, patch } };
}

const placeOf = ({ resource, namespace }: Target) => ({ resource, ...(namespace !== undefined && { namespace }) });

const markOf = ({ title, answer }: Target, key: string) => ({
  changes: (foretold: unknown) => fieldChanges(title, answer, foretold),
  bears: (now: unknown) => anyObject.safeParse(now).data?.metadata.annotations[actionId] === key,
});

/** Whether this very act has been done to it. */
export const isDone = ({ object }: Pick<Target, 'object'>, key: string) =>
  object.metadata.annotations[actionId] === key;
