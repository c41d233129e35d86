export * from './models';
export * from './openapi';
export * from './operations';
