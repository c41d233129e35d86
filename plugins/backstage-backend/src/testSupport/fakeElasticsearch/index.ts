export type { Flavour } from './cluster';
export { type Asked, type FakeElasticsearch, fakeElasticsearch, type Fault } from './fakeElasticsearch';
export { type ServerOfLogs, serversOfLogs } from './serversOfLogs';
