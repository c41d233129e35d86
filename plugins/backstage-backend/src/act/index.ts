export { type Acting, acting, UnknownActionError } from './act';
export { type Action, action, UnsoundStepError } from './action';
export { actions } from './actions';
export { parsePolicy, readPolicy } from './policyFile';
export * from './runners';
