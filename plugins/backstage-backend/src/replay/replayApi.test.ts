import { defaultDurations } from '../settings';
import { automatic, inPages, replaying, start } from './testSupport/replaying';
import { replayApi } from './replayApi';
import { restart, Script } from './testSupport/script';

const script = new Script(start);
script.fires('i1', 'cart');
script.found('i1', { failureMode: 'memory-leak', remedies: [restart('cart')] });
script.ends('i1');

const api = (history = () => inPages(script.events), rules = [automatic]) =>
  replayApi({
    store: { history },
    knowledge: { durations: defaultDurations, capabilities: {}, planning: { actions: [], hash: text => text } },
    settings: { durations: defaultDurations, protectedTargets: [] },
    policy: async () => ({ rules }),
  });
const time = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

test('takes the policy in force, unless another is given', async () => {
  const { episodes, ...rest } = await api()(time);
  expect(rest).toMatchObject({ from: '2026-03-01T00:00:00.000Z', left: 0, counts: { episodes: 1 } });
  expect(episodes[0]?.would.decisions[0]?.reason).toContain('nothing here can run "restart"');
  await expect(api()({ ...time, policy: '- { mode: all }' })).rejects.toMatchObject({
    name: 'InputError',
    message: expect.stringMatching(/^body\.policy: 0\.name/),
  });
});

test('one at a time, and the next when it is over, however it went', async () => {
  const away = new Error('the database is away');
  let begun = () => {};
  let fail = () => {};
  const started = new Promise<void>(resolve => (begun = resolve));
  const histories = [
    async function* () {
      await new Promise<void>((_, reject) => {
        fail = () => reject(away);
        begun();
      });
      yield [];
    },
    () => inPages(script.events),
  ];
  const run = api(() => histories.shift()!());
  const first = run(time);
  await started;
  await expect(run(time)).rejects.toMatchObject({ name: 'ConflictError' });
  fail();
  await expect(first).rejects.toThrow(away);
  await expect(run(time)).resolves.toMatchObject({ counts: { episodes: 1 } });
});

test('the first five hundred are told, and how many there are', async () => {
  const many = new Script(start);
  for (let n = 0; n < 501; n += 1) {
    many.fires(`i${n}`, 'cart');
    many.ends(`i${n}`);
  }
  const { episodes, left, counts } = await api(() => inPages(many.events))(time);
  expect([episodes.length, left, counts.episodes]).toEqual([500, 1, 501]);
  expect((await replaying(many.events, [automatic])).episodes).toHaveLength(501);
});
