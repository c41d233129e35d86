import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import { AuthenticationError } from '@backstage/errors';
import { desk, serving } from './testSupport/desk';
import { realAlertmanager } from './testSupport/realAlertmanager';

const token = 'token-of-alertmanager';
const startsAt = '2026-01-31T12:00:00.123Z';
const sick = (pod: string, more: object = {}) => ({
  labels: { alertname: 'PodUnhealthy', cluster: 'a', service: 'cart', pod },
  annotations: { summary: `${pod} is unhealthy` },
  startsAt,
  ...more,
});

async function until(holds: () => boolean) {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
}

test('a real Alertmanager delivers a group, delivers again what was answered with 503, and then what resolved', async () => {
  const { app, stored, state, warnings } = desk({
    async authorise(req) {
      if (req.headers.authorization !== `Bearer ${token}`) throw new AuthenticationError('Missing credentials');
      return { actor: 'external:alertmanager' };
    },
  });
  const last = () =>
    new Map(stored.flatMap(({ alerts }) => alerts).map((alert): [string, Alert] => [alertKey(alert), alert]));
  const is = (status: Alert['status']) => [...last().values()].filter(alert => alert.status === status).length;

  await serving(app, async ({ url }) => {
    const alertmanager = await realAlertmanager(`${url}/alertmanager`, token);
    try {
      state.failing = true;
      await alertmanager.post([sick('cart-0'), sick('cart-1'), sick('cart-2')]);
      await until(() => warnings.filter(({ fields }) => 'status' in fields && fields.status === 503).length > 1);
      expect(stored).toEqual([]);

      state.failing = false;
      await until(() => is('firing') === 3);
      expect(last().size).toBe(3);
      expect([...last().values()]).toContainEqual({
        sender: 'alertmanager',
        status: 'firing',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        ...{ labels: sick('cart-0').labels, annotations: sick('cart-0').annotations, startsAt },
        groupKey: '{}:{cluster="a"}',
      });

      await alertmanager.post([sick('cart-1', { endsAt: '2026-01-31T12:05:00.000Z' })]);
      await until(() => is('resolved') === 1);
      expect(is('firing')).toBe(2);
      expect([...last().values()].find(({ status }) => status === 'resolved')).toMatchObject({
        labels: { pod: 'cart-1' },
        endsAt: '2026-01-31T12:05:00.000Z',
      });
      expect(last().size).toBe(3);
    } finally {
      await alertmanager.stop();
    }
  });
});
