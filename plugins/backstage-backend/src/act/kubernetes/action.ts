import type { FieldChange, Step } from '@autocura/common';
import { ActionFailedError } from '../runners/runner';
import type { Reading, Write } from './cluster';
import type { Resource } from './resources';

export type Verb = 'get' | 'list' | 'create' | 'patch';

/** What an action needs to be allowed, and no more. */
export interface Right {
  resource: Resource;
  subresource?: string;
  verbs: Verb[];
}

/** Where an action looks and what holds there. */
export interface Site {
  cluster: Reading;
  namespaces: string[];
  /** Where what Argo CD and Flux reconcile from is described. */
  ownerNamespaces: string[];
  /** Names of workloads and namespaces that are never changed, in lower case. */
  protectedNames: string[];
  /** Of `managedFields`: writes once and reconciles nothing. */
  isBystander(manager: string): boolean;
  now(): Date;
}

/** One write, so that nothing can be half done, and what it changes by the answer to its dry run. */
export interface Prepared {
  write: Write;
  changes(foretold: unknown): FieldChange[];
  /** What of the whole this write is, where more may follow: the rest is prepared on what is true then. */
  part?: string;
  /** Whether the object as it is now (undefined: gone) shows that this very write was done, where that can be told. */
  bears?(now: unknown): boolean;
}

/** An action on Kubernetes: what it needs, what it reads, and the one write that it comes to, or the next of several. */
export interface KubernetesAction<P extends Step['params'] = Step['params'], Back extends Step['params'] = P> {
  id: string;
  rights: Right[];
  /**
   * Reads what is true now, objects with an ActionFailedError, or says what to write; undefined when all is so
   * already. Changes nothing.
   */
  prepare(params: P, site: Site, key: string): Promise<Prepared | undefined>;
  /** Parameters that restore what is now, of what takes it back. */
  state?(params: P, site: Site): Promise<Back | undefined>;
}

/** Something has to come about first. Nothing was sent, so it may be tried again. */
export const notYet = (reason: string) => new ActionFailedError('before', reason);

/** `instead`: what would come to the same at its owner. */
export const refused = (reason: string, instead?: Step) =>
  new ActionFailedError('refused', instead ? `${reason}; ${instead.action} ${instead.target} would do that` : reason, {
    instead,
  });

export const reads = (...resources: Resource[]): Right[] => resources.map(resource => ({ resource, verbs: ['list'] }));

export const patches = (...resources: Resource[]): Right[] =>
  resources.map(resource => ({ resource, verbs: ['patch'] }));
