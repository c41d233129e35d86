import { randomUUID } from 'node:crypto';
import { Eviction } from 'kubernetes-models/policy/v1/Eviction';
import { refuseByBudget } from './disruptions';
import { groupVersionOf, type Kind, kindOf } from './kinds';
import { ownedAfter } from './managedFields';
import { Memory } from './memory';
import { at, isSame, type Json, type Thing } from './objects';
import { patched } from './patches';
import { type Controller, reconcile } from './reconcile';
import { selectorText } from './selectors';
import { conflict, invalid, notFound, StatusError, success } from './status';

export interface Write {
  kind: Kind;
  namespace?: string | undefined;
  name: string;
  subresource?: string | undefined;
  /** Who writes, for `managedFields`. */
  manager: string;
  dryRun: boolean;
}

/** What the fake knows and does, apart from who may ask for it and how. */
export class Api {
  readonly memory = new Memory();
  /** What the server's clock shows. */
  now = () => new Date();
  private held = false;
  private busy = false;
  private names = 0;

  constructor(private readonly getsReady: (pod: Json) => boolean) {}

  /** Controllers stop, as they do when theirs is slow. */
  hold() {
    this.held = true;
  }

  /** Controllers go on, with all that has come up meanwhile. */
  release() {
    this.held = false;
    this.settle();
  }

  find({ kind, namespace, name }: Pick<Write, 'kind' | 'namespace' | 'name'>): Thing {
    const found = this.memory.get(kind, namespace, name);
    if (!found) throw notFound(kind.plural, name);
    return found;
  }

  create(body: Json, { kind, namespace, manager, dryRun }: Omit<Write, 'name'>): Thing {
    const given = (body.metadata ?? {}) as Thing['metadata'];
    if (given.namespace !== undefined && given.namespace !== namespace) {
      throw new StatusError(
        400,
        'BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    const name = given.name ?? (given.generateName && this.nameAfter(given.generateName));
    if (!name) throw invalid(kind.kind, '', 'metadata.name: Required value: name or generateName is required');
    if (this.memory.get(kind, namespace, name)) {
      throw new StatusError(409, 'AlreadyExists', `${kind.plural} "${name}" already exists`, {
        name,
        kind: kind.plural,
      });
    }
    const metadata = {
      ...given,
      ...{ name, uid: randomUUID(), creationTimestamp: this.now().toISOString(), generation: 1 },
      ...(kind.namespaced && namespace !== undefined && { namespace }),
    };
    const { status, ...rest } = body;
    const kept = kind.subresources.includes('status') ? {} : { status: status as Json };
    const made: Thing = withDefaults({ ...rest, ...kept, apiVersion: groupVersionOf(kind), kind: kind.kind, metadata });
    check(kind, made);
    made.metadata.managedFields = ownedAfter(undefined, made, { manager, at: this.now() });
    if (dryRun) return made;
    const stored = this.memory.save(kind, made);
    this.settle();
    return stored;
  }

  replace(body: Json, write: Write): Thing {
    const before = this.find(write);
    return this.update(
      before,
      write.subresource === 'scale' ? scaled(before, body, write.kind) : (body as Thing),
      write,
    );
  }

  patch(patch: unknown, mediaType: string, write: Write): Thing {
    const before = this.find(write);
    if (write.subresource !== 'scale') return this.update(before, patched(before, patch, mediaType) as Thing, write);
    return this.update(before, scaled(before, patched(scaleOf(before), patch, mediaType), write.kind), write);
  }

  delete(write: Write, preconditions: Json = {}): Json {
    const found = this.find(write);
    refuseUnless(found, preconditions, write);
    if (!write.dryRun) {
      this.memory.remove(write.kind, found);
      this.settle();
    }
    return success({ name: write.name, kind: write.kind.plural, uid: found.metadata.uid });
  }

  evict(body: Json, write: Write): Json {
    const pod = this.find(write);
    try {
      new Eviction(body as never).validate();
    } catch (error) {
      throw invalid('Eviction', write.name, (error as Error).message);
    }
    refuseUnless(pod, (at(body, 'deleteOptions', 'preconditions') ?? {}) as Json, write);
    refuseByBudget(this.memory, pod);
    const dryRun = write.dryRun || at(body, 'deleteOptions', 'dryRun') !== undefined;
    if (!dryRun) {
      this.memory.remove(write.kind, pod);
      this.settle();
    }
    return { ...success(), code: 201 };
  }

  private update(before: Thing, given: Thing, { kind, name, subresource, manager, dryRun }: Write): Thing {
    const { resourceVersion, uid } = given.metadata ?? {};
    if (resourceVersion !== undefined && resourceVersion !== before.metadata.resourceVersion) {
      throw conflict(kind.plural, name);
    }
    if (uid !== undefined && uid !== before.metadata.uid) throw conflict(kind.plural, name);
    const after = withDefaults(merged(before, given, kind, subresource));
    check(kind, after);
    if (!isSame(before.spec, after.spec)) after.metadata.generation = (before.metadata.generation ?? 1) + 1;
    after.metadata.managedFields = ownedAfter(before, after, { manager, subresource, at: this.now() });
    if (dryRun || isSame(before, after)) return after;
    const stored = this.memory.save(kind, after);
    this.settle();
    return stored;
  }

  private settle(): void {
    if (this.held || this.busy) return;
    this.busy = true;
    try {
      for (let before = -1; before !== this.memory.resourceVersion;) {
        before = this.memory.resourceVersion;
        reconcile(this.controller);
      }
    } finally {
      this.busy = false;
    }
  }

  private readonly nameAfter = (beginning: string) => `${beginning}${(this.names += 1).toString(36).padStart(5, 'x')}`;

  private readonly controller: Controller = {
    list: (group, plural, namespace) => this.memory.list({ group, plural }, namespace),
    nameAfter: this.nameAfter,
    getsReady: pod => this.getsReady(pod),
    remove: thing => this.memory.remove(kindOf(thing.apiVersion, thing.kind), thing),
    put: (thing, subresource) => {
      const kind = kindOf(thing.apiVersion, thing.kind);
      const { namespace, name } = thing.metadata;
      const write = { kind, namespace, name, subresource, manager: 'kube-controller-manager', dryRun: false };
      const before = this.memory.get(kind, namespace, name);
      if (!before) return this.create(thing, write);
      const { resourceVersion: _, ...metadata } = thing.metadata;
      return this.update(before, { ...thing, metadata }, write);
    },
  };
}

/** A write goes to its own part: the main resource leaves the status alone, and the status everything else. */
function merged(before: Thing, given: Thing, kind: Kind, subresource?: string): Thing {
  if (subresource === 'status') return { ...before, ...(given.status && { status: given.status }) };
  const { uid, creationTimestamp, name, namespace, generation, resourceVersion } = before.metadata;
  const fixed = { uid, creationTimestamp, name, namespace, generation, resourceVersion };
  const metadata = { ...given.metadata, ...(fixed as Thing['metadata']) };
  if (namespace === undefined) delete metadata.namespace;
  const own: Thing = { ...given, apiVersion: before.apiVersion, kind: before.kind, metadata };
  if (!kind.subresources.includes('status')) return own;
  const { status: _, ...rest } = own;
  return { ...rest, ...(before.status && { status: before.status }) } as Thing;
}

export const scaleOf = ({ metadata, spec, status }: Thing): Json => {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    ...{ apiVersion: 'autoscaling/v1', kind: 'Scale' },
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 1 },
    status: { replicas: status?.replicas ?? 0, selector: selectorText(spec?.selector) },
  };
};

function scaled(before: Thing, scale: Json, kind: Kind): Thing {
  const replicas = at(scale, 'spec', 'replicas');
  if (!Number.isInteger(replicas) || Number(replicas) < 0) {
    throw invalid('Scale', before.metadata.name, `spec.replicas: Invalid value: ${String(replicas)} of ${kind.plural}`);
  }
  const version = at(scale, 'metadata', 'resourceVersion') as string | undefined;
  const metadata = { ...before.metadata, ...(version !== undefined && { resourceVersion: version }) };
  return { ...before, metadata, spec: { ...before.spec, replicas } };
}

function refuseUnless({ metadata }: Thing, preconditions: Json, { kind, name }: Write): void {
  const { uid = metadata.uid, resourceVersion = metadata.resourceVersion } = preconditions;
  if (uid !== metadata.uid || resourceVersion !== metadata.resourceVersion) throw conflict(kind.plural, name);
}

function check({ kind, validate }: Kind, thing: Thing): void {
  try {
    validate?.(thing);
  } catch (error) {
    const { message, errors = [] } = error as Error & { errors?: { keyword: string }[] };
    // What is of another type is not even read.
    if (errors.some(({ keyword }) => keyword === 'type')) throw new StatusError(400, 'BadRequest', message);
    throw invalid(kind, thing.metadata.name, message);
  }
}

/** The few defaults that what we do depends on. */
function withDefaults(thing: Thing): Thing {
  if (thing.kind === 'Deployment') {
    const rollingUpdate = { maxSurge: '25%', maxUnavailable: '25%' };
    return { ...thing, spec: { replicas: 1, strategy: { type: 'RollingUpdate', rollingUpdate }, ...thing.spec } };
  }
  if (thing.kind === 'StatefulSet') {
    return { ...thing, spec: { replicas: 1, updateStrategy: { type: 'RollingUpdate' }, ...thing.spec } };
  }
  return thing;
}
