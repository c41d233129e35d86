import { english, type IncidentEvent, type NoticeKind } from '@autocura/common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import notifications from '@backstage/plugin-notifications-backend';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../store/testHistory';
import { bringAbout, waysInto } from '../testSupport/phases';
import { until } from '../testSupport/quick';
import { startApi, type TestApi } from '../testSupport/testApi';

const escalation = `
policies:
  - name: owners
    match: { kind: [proposed, healed, escalated] }
    steps: [{ to: [{ channel: portal, address: '{entity}' }] }]
`;
const person = (name: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name } },
  spec: { memberOf: [] },
});
const service: Entity = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'service-1', namespace: 'default' } },
  relations: [{ type: 'ownedBy', targetRef: 'user:default/owner' }],
};

const dir = mkdtempSync(join(tmpdir(), 'notifications-'));
let api: TestApi;
beforeAll(async () => {
  const file = join(dir, 'escalation.yaml');
  writeFileSync(file, escalation);
  api = await startApi({
    features: [notifications, mockServices.events.factory()],
    settings: { roles: ['api', 'healer'], notify: { escalation: file, channels: { portal: { type: 'backstage' } } } },
    config: { app: { baseUrl: 'https://portal.example.com' } },
    entities: [service, person('owner'), person('stranger')],
  });
});
afterAll(async () => {
  await api.stop();
  rmSync(dir, { recursive: true, force: true });
});

interface Told {
  user: string;
  payload: { title: string; link: string; topic: string };
}
async function toldTo(who: string): Promise<Told[]> {
  const headers = { authorization: mockCredentials.user.header(`user:default/${who}`) };
  const answer = await fetch(`${api.urlOf('notifications')}/notifications`, { headers });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { notifications: Told[] }).notifications;
}

const healed: IncidentEvent = { type: 'incident.resolved', data: { how: 'healed', why: 'it answers as usual again' } };
const proposed: IncidentEvent = {
  type: 'incident.proposed',
  data: { plan: planOf(1), expiresAt: '9999-01-01T00:00:00.000Z' },
};
const { subjects } = english.messages;

test.each<[NoticeKind, IncidentEvent['type'][]]>([
  ['proposed', waysInto.proposed],
  ['escalated', waysInto.escalated],
  ['healed', [...waysInto.verifying, 'incident.verified', 'incident.resolved']],
])('what is %s is told to the owner alone, by the notifications of Backstage', async (kind, way) => {
  const title = subjects[kind]('service-1');
  await bringAbout(api.store, `is-${kind}`, way, 1, [healed, proposed]);
  const told = await until(title, async () => (await toldTo('owner')).find(({ payload }) => payload.title === title));
  expect(told).toMatchObject({
    user: 'user:default/owner',
    payload: { link: `https://portal.example.com/autocura/incidents/is-${kind}`, topic: 'autocura' },
  });
  expect(await toldTo('stranger')).toEqual([]);
});
