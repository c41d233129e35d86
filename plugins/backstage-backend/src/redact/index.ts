export { alertWithoutSecrets } from './alert';
export { changeWithoutSecrets } from './change';
export { redact, withoutSecrets } from './redact';
