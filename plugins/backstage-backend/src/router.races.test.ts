import type { IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { Store } from './store';
import { planOf } from './store/testHistory';
import { asking, fill } from './testSupport/requests';
import type { TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

/** What happens between the reading of an incident and the writing of what was decided on it, once each. */
let meanwhile: (() => Promise<void>)[] = [];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await fill(api.store);
  const read = Store.prototype.incident;
  jest.spyOn(Store.prototype, 'incident').mockImplementation(async function (this: Store, id) {
    const incident = await read.call(this, id);
    await meanwhile.shift()?.();
    return incident;
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

const typesOf = async (id: string) => (await api.store.events(streams.incident(id))).map(({ type }) => type);

const happens = (id: string, event: IncidentEvent) => async () => {
  const stream = streams.incident(id);
  const expected = (await api.store.events(stream)).length;
  await api.store.append([{ stream, expected, events: [event], actor: 'autocura' }]);
};
const deferred: IncidentEvent = { type: 'incident.deferred', data: { why: 'nothing new' } };

test('a decision that still stands is made again on what is true now', async () => {
  meanwhile = [happens('runs', deferred), happens('runs', deferred)];
  await api.ask(asking('feedback')).expect(200);
  expect((await typesOf('runs')).slice(-3)).toEqual(['incident.deferred', 'incident.deferred', 'incident.feedback']);
});

test('a yes to a plan that changed under the hand is no yes', async () => {
  const other = { plan: planOf(12), expiresAt: '9999-01-01T00:00:00.000Z' };
  meanwhile = [happens('approves', { type: 'incident.proposed', data: other })];
  await api.ask(asking('approve')).expect(409, /The plan is another one by now/);
  expect(await typesOf('approves')).not.toContain('incident.approved');
});

test('who never gets a word in is told so', async () => {
  meanwhile = Array.from({ length: 3 }, () => happens('rejects', deferred));
  await api.ask(asking('reject')).expect(409, /Incident rejects is changing; try again/);
  expect(await typesOf('rejects')).not.toContain('incident.rejected');
});
