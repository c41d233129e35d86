import type { Incident } from './incident';
import { separable } from './splitting';

const incident = (phase: Incident['phase'], services: string[], more: object = {}) =>
  ({
    phase,
    alerts: services.map((service, place) => ({ key: `k${place}`, service })),
    ...more,
  }) as unknown as Incident;

test('each service may leave with all of its alerts, the loudest told first', () => {
  expect(separable(incident('escalated', ['cart', 'payment', 'cart', 'bank']))).toEqual([
    { service: 'cart', keys: ['k0', 'k2'] },
    { service: 'bank', keys: ['k3'] },
    { service: 'payment', keys: ['k1'] },
  ]);
});

test.each([
  ['nothing would stay', incident('escalated', ['cart', 'cart'])],
  ['it is acted on', incident('verifying', ['cart', 'bank'])],
  ['it has ended', incident('resolved', ['cart', 'bank'])],
  ['it goes on in another', incident('open', ['cart', 'bank'], { mergedInto: '7' })],
])('none where %s', (_, one) => expect(separable(one)).toEqual([]));
