import { liveChannel } from '@autocura/common';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import signals from '@backstage/plugin-signals-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { once } from 'node:events';
import WebSocket from 'ws';
import { autocuraConditions, createAutocuraConditionalDecision } from '../access/serviceResource';
import { alertOf, openedWith } from '../store/testHistory';
import { fakePolicy } from '../testSupport/fakePolicy';
import { bringAbout } from '../testSupport/phases';
import { until } from '../testSupport/quick';
import { startApi, type TestApi } from '../testSupport/testApi';

/** The one whom tests are by default, and the one that signals take for anybody without a token. */
const [owner, guest] = ['user:default/mock', 'user:default/guest'];
const entity = (name: string, ownedBy: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name } },
  relations: [{ type: 'ownedBy', targetRef: ownedBy }],
});

/** Everybody may read about what they own themselves. */
const policy = fakePolicy((permission, user) =>
  permission.name === 'autocura.incident.read'
    ? createAutocuraConditionalDecision(permission as never, autocuraConditions.isOwner({ claims: [user] }))
    : { result: AuthorizeResult.ALLOW },
);

/** One for all plugins, as in a backend that runs: the mock would be one for each, which hears nothing of the others. */
const bus = mockServices.events();
const events = createServiceFactory({ service: mockServices.events.factory().service, deps: {}, factory: () => bus });

let api: TestApi;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  api = await startApi({
    features: [policy, signals, events],
    entities: [entity('service-1', owner), entity('service-2', guest)],
  });
});
afterAll(async () => {
  // A server that ends waits for them.
  for (const socket of sockets) socket.terminate();
  await api.stop();
});

/** What arrives at somebody's page. */
async function listening(token: string | undefined): Promise<unknown[]> {
  const heard: unknown[] = [];
  const address = api.urlOf('signals').replace('http', 'ws').replace('127.0.0.1', 'localhost');
  // The first that is tried makes the plugin listen, and is never answered.
  const socket = await until('a connection', async () => {
    const tried = new WebSocket(address, token === undefined ? [] : [token], { handshakeTimeout: 3_000 });
    return once(tried, 'open').then(
      () => tried,
      () => undefined,
    );
  });
  sockets.push(socket);
  socket.on('message', data => heard.push(JSON.parse(String(data))));
  socket.send(JSON.stringify({ action: 'subscribe', channel: liveChannel }));
  return heard;
}
const look = (as: string) =>
  api.ask({ method: 'get', path: '/v1/incidents', as: mockCredentials.user.header(as) }).expect(200);

/** Of that service alone, by the alert of that number. */
const open = (service: string, n: number) =>
  bringAbout(api.store, `i-${n}`, ['incident.opened'], n, [openedWith([alertOf(n)], service)]);

test('whoever looks and may see what changed is told to look again, and of what is not told to anybody', async () => {
  const [ownersPage, guestsPage] = [await listening('mock-user-token'), await listening(undefined)];
  let told = 0;
  // Again until it is heard: that the connections are subscribed is not said.
  await until('a signal to the owner', async () => {
    await Promise.all([look(owner), look(guest)]);
    await open('service-1', (told += 5) + 1);
    return ownersPage.length > 0;
  });
  expect(ownersPage[0]).toEqual({ channel: liveChannel, message: {} });
  expect(guestsPage).toEqual([]);

  // The guest's page does hear, of what is theirs.
  await until('a signal to the guest', async () => {
    await look(guest);
    await open('service-2', (told += 5) + 2);
    return guestsPage.length > 0;
  });
});
