import { kubernetesActions } from './act/kubernetes';
import { type Crash, describeKubernetesCrashes } from './testSupport/kubernetesCrashes';

jest.setTimeout(30 * 60_000);

const deaths = ['foretelling', 'trying', 'sending', 'done'] as const;

const once: Crash[] = kubernetesActions.flatMap(({ id }) => deaths.map(at => ({ action: id, at })));

/** A drain of five pods dies at every one of its writes. */
const drained: Crash[] = [1, 2, 3, 4, 5, 6].flatMap(write =>
  (['sending', 'done'] as const).map(at => ({ action: 'drain', example: 1, at, write })),
);

describeKubernetesCrashes([...once, ...drained]);
