import { action } from '../action';
import { describeJob, job } from './runJob';

/** A job for which another one is known that takes it back. */
export const runReversibleJob = action({
  id: 'run-reversible-job',
  params: job,
  describe: describeJob,
  reversible: 'reversible',
});
