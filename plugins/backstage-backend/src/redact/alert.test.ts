import type { Alert } from '@autocura/common';
import { alertWithoutSecrets, changeWithoutSecrets } from '.';

const alert: Alert = {
  fingerprint: '0123456789abcdef',
  sender: 'alertmanager',
  status: 'firing',
  labels: { alertname: 'TlsExpires', secret: 'payment-credentials', team: 'shop@example.com' },
  annotations: { summary: 'login with password=hunter2 fails', token: 'swordfish', runbook_url: 'https://wiki/tls' },
  startsAt: '2026-01-01T00:00:00.000Z',
  generatorURL: 'https://ann:hunter2@prometheus/graph?token=swordfish',
  groupKey: '{}:{password="hunter2"}',
};

test('nothing secret is left in an alert, and all else is', () =>
  expect(alertWithoutSecrets(alert)).toEqual({
    ...alert,
    annotations: {
      summary: 'login with password=[secret] fails',
      token: '[secret]',
      runbook_url: 'https://wiki/tls',
    },
    generatorURL: 'https://[secret]@prometheus/graph?token=[secret]',
    groupKey: '{}:{password="[secret]"}',
  }));

test('an alert that holds nothing secret is not copied', () => {
  const { generatorURL: _, groupKey: __, ...plain } = { ...alert, annotations: { runbook_url: 'https://wiki/tls' } };
  expect(alertWithoutSecrets(plain)).toBe(plain);
});

test('of a change its words lose what is secret, and its values stay', () => {
  const change = { id: '1', kind: 'config' as const, service: 'cart', at: alert.startsAt, from: 'a', to: 'b' };
  const commit = { id: 'c', files: ['app.env'] };
  expect(
    changeWithoutSecrets({
      ...change,
      summary: 'token=swordfish set',
      commits: [{ ...commit, message: 'set', diff: '-DB_PASSWORD=old\n+DB_PASSWORD=new' }],
    }),
  ).toEqual({
    ...change,
    summary: 'token=[secret] set',
    commits: [{ ...commit, message: 'set', diff: '-DB_PASSWORD=[secret]\n+DB_PASSWORD=[secret]' }],
  });
});
