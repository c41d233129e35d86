export * from './models';
export * from './openapi';
export type { Operation } from './operation';
export * from './operations';
