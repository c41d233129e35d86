export { type Acting, acting, UnknownActionError } from './act';
export { type Action, action, UnsoundStepError } from './action';
export { actions } from './actions';
export { runnersElsewhere } from './elsewhere';
export { parsePolicy, policyReader } from './policyFile';
export * from './runners';
