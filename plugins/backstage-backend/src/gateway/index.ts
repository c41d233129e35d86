export { type Limit, limiting, limitSettings, TooManyRequestsError } from './limits';
export { requestLogger, withRequestId } from './requestId';
export { answerOf, type SharedReads, sharedReads } from './sharedReads';
