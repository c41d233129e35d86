import type { Step } from '@autocura/common';
import { aHypothesis, aSubject, restartCart, someFacts } from '../examples';
import { protectedByDefault } from '../facts';
import { protectedTarget } from './protectedTarget';

const judge = (step: Step, by?: string) =>
  protectedTarget.judge(
    aSubject({ step, ...(by !== undefined && { by }) }),
    someFacts({ protectedTargets: [...protectedByDefault, 'healing-database'] }),
  )?.decision;

test.each([
  { name: 'the healer itself', step: { ...restartCart, target: 'autocura' } },
  { name: 'its database', step: { ...restartCart, target: 'healing-database' } },
  { name: 'what it sees with, however written', step: { ...restartCart, target: 'Prometheus' } },
  { name: 'a namespace', step: { ...restartCart, target: 'kube-system/coredns' } },
  { name: 'a namespace among the parameters', step: { ...restartCart, params: { namespace: 'kube-system' } } },
  { name: 'a service among the parameters', step: { ...restartCart, params: { service: 'grafana' } } },
])('G-13 $name cannot be a target, even by a person', ({ step }) => {
  expect(judge(step)).toBe('deny');
  expect(judge(step, 'user:default/ana')).toBe('deny');
});

test('G-72 nothing is changed to heal the healer', () => {
  const subject = aSubject({ hypothesis: aHypothesis({ service: 'autocura' }) });
  expect(protectedTarget.judge(subject, someFacts({ protectedTargets: protectedByDefault }))?.decision).toBe('deny');
});

test.each(['cart', 'prometheus-shop', 'my-grafana'])('%s is not protected', target => {
  expect(judge({ ...restartCart, target })).toBeUndefined();
});
