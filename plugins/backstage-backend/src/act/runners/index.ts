export { actorDoor, boundedRunner } from './boundedRunner';
export { flagdRunner } from './flagdRunner';
export { httpFlagRunner } from './httpFlagRunner';
export type { AllowedHost } from '../../outbound/allowList';
export { ActionFailedError, type FailedWhen, type Leave, type Runner } from './runner';
export { jobRunner } from './jobRunner';
export { supervisorRunner } from './supervisorRunner';
export { webhookRunner, type WebhookSettings } from './webhookRunner';
