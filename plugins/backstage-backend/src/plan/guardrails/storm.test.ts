import { limited, someFacts } from '../examples';
import { storm } from './storm';

test.each([
  { name: 'G-22 most of the services are unhealthy', unhealthy: 6, known: 10, decision: 'ask' },
  { name: 'just the share that is allowed', unhealthy: 5, known: 10, decision: undefined },
  { name: 'few in number, though most of a handful', unhealthy: 3, known: 4, decision: undefined },
  { name: 'many in number, few in share', unhealthy: 10, known: 100, decision: undefined },
  { name: 'nothing is known', unhealthy: 0, known: 0, decision: undefined },
])('$name', ({ unhealthy, known, decision }) => {
  const subject = limited({ stormShare: 0.5, stormServices: 5 });
  expect(storm.judge(subject, someFacts({ services: { unhealthy, known } }))?.decision).toBe(decision);
});
