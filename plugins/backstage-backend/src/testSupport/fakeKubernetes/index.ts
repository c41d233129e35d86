export { type Asked, type FakeKubernetes, fakeKubernetes, type Fault } from './fakeKubernetes';
export { at, type Json, type Thing } from './objects';
export type { Rule, User } from './rights';
export { StatusError } from './status';
