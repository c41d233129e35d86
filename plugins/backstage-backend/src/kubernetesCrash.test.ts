import { describeKubernetesCrashes } from './testSupport/kubernetesCrashes';

describeKubernetesCrashes([
  { action: 'scale', at: 'foretelling' },
  { action: 'expand-claim', at: 'done' },
  { action: 'drain', example: 1, at: 'done', write: 2 },
]);
