import type { Notice } from '@autocura/common';
import { streams } from '@autocura/common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Escalation } from '../escalate';
import { Store } from '../store';
import { describeEachDatabase, migrations, type TestDatabase } from '../store/testDatabases';
import { bringAbout, waysInto } from '../testSupport/phases';
import { type Channel, channelSettings, openChannel } from './channels';
import type { FakeReceiver } from './channels/testSupport/fakeReceiver';
import { fakeReceiver } from './channels/testSupport/fakeReceiver';
import { signedWebhook, webhookSecret } from './channels/testSupport/products';
import { ways } from './channels/testSupport/ways';
import { parseEscalation } from './escalationFile';
import { Pager, type PagerOptions } from './pager';

type SceneOf = [first: Channel, address: string, more?: Partial<PagerOptions>];

const minute = 60_000;
const escalationTo = (address: string): Escalation =>
  parseEscalation(`
people:
  ana: { user: user:default/ana, addresses: { first: ${address} } }
policies:
  - name: shop
    match: { kind: [escalated, proposed, problem, healed] }
    steps:
      - { to: [{ person: ana }] }
      - { after: 10m, to: [{ channel: second, address: operations }] }
`);

let receivers: FakeReceiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.map(receiver => receiver.close()));
  receivers = [];
});

/** Pagers on one database, and a clock that goes on when the test says so. */
async function sceneOn(
  open: () => Promise<TestDatabase>,
  first: Channel,
  address: string,
  more: Partial<PagerOptions> = {},
) {
  const clock = { now: new Date('2026-03-02T12:00:00Z') };
  const now = () => clock.now;
  const { knex } = await open();
  const store = await Store.create(knex, { migrations, now });
  const second = await fakeReceiver(signedWebhook);
  receivers.push(second);
  const settings = { type: 'webhook', url: `${second.url}/hook`, secret: webhookSecret };
  const way = { perMinute: 60, language: 'en' };
  const pager = (other: Partial<PagerOptions> = {}) =>
    new Pager({
      store,
      channels: {
        first: { channel: first, ...way },
        second: { channel: openChannel(channelSettings.parse(settings), { now, fetch }), ...way },
      },
      escalation: async () => escalationTo(address),
      hold: async () => undefined,
      linkOf: id => `https://backstage.example.com/autocura/incidents/${id}`,
      logger: mockServices.logger.mock(),
      now,
      leaseMs: 1,
      timeoutMs: 2_000,
      ...more,
      ...other,
    });
  const notice = async (kind: Notice['kind'] = 'escalated') => {
    const found = (await store.notices({})).find(one => one.kind === kind);
    if (!found) throw new Error(`no notice is ${kind}`);
    return found;
  };
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  return { store, second, pager, notice, pass, now };
}
const opened = async (type: string) => {
  const way = ways.find(one => one.type === type)!;
  const { channel, receiver } = await way.open();
  receivers.push(receiver);
  return { channel, receiver, address: way.address };
};

async function toldByTwo(open: () => Promise<TestDatabase>, type: string) {
  const { channel, receiver, address } = await opened(type);
  const { store, pager } = await sceneOn(open, channel, address, { leaseMs: 30_000 });
  for (let n = 1; n <= 6; n += 1) await bringAbout(store, `i${n}`, waysInto.escalated, n);
  await Promise.all([pager(), pager()].map(one => one.work()));
  expect([...receiver.taken.values()]).toEqual(Array(6).fill(1));
}

describeEachDatabase(
  'people are told, whatever the channel',
  open => {
    const scene = (...of: SceneOf) => sceneOn(open, ...of);
    test('whoever owns the service, by its entity; without one the next is told', async () => {
      const addresses: string[] = [];
      const portal: Channel = {
        send: async (_, address) => {
          addresses.push(address);
          return { state: 'delivered' };
        },
      };
      const { store, second, pager } = await scene(portal, "'{entity}'", {
        entityOf: async service => (service === 'service-1' ? 'component:default/one' : undefined),
      });
      await bringAbout(store, 'i1', waysInto.escalated, 1);
      await pager().work();
      expect([addresses, second.taken.size]).toEqual([['component:default/one'], 0]);
      await bringAbout(store, 'i2', waysInto.escalated, 2);
      await pager({ entityOf: async () => undefined }).work();
      expect([addresses.length, second.taken.size]).toEqual([1, 1]);
    });

    describe.each(ways.map(({ type }) => type))('by %s', type => {
      test('once, when nothing goes wrong and nobody answers in time the next is told', async () => {
        const { channel, receiver, address } = await opened(type);
        const { store, second, pager, notice, pass } = await scene(channel, address);
        await bringAbout(store, 'i1', waysInto.escalated, 1);
        await pager().work();
        await pager().work();
        expect([...receiver.taken.values()]).toEqual([1]);
        expect(await notice()).toMatchObject({ state: 'open', steps: 1, deliveries: [{ state: 'delivered' }] });
        pass(9 * minute);
        await pager().work();
        expect(second.taken.size).toBe(0);
        pass(minute);
        await pager().work();
        expect([...second.taken.values()]).toEqual([1]);
        expect([receiver.wrong, second.wrong]).toEqual([[], []]);
      });

      test.each([{ moods: ['asks to wait', 'fails'] as const }, { moods: ['is slow'] as const }])(
        'a receiver that $moods is tried again, and gets one key',
        async ({ moods }) => {
          const { channel, receiver, address } = await opened(type);
          const { store, pager, notice, pass } = await scene(channel, address, { timeoutMs: 200 });
          await bringAbout(store, 'i1', waysInto.escalated, 1);
          receiver.moods(...moods);
          for (let round = 0; round <= moods.length; round += 1) {
            await pager().work();
            pass(10_000);
          }
          expect([...receiver.taken.values()]).toEqual([1]);
          expect(await notice()).toMatchObject({
            deliveries: [{ state: 'delivered', refused: moods.length, reason: expect.stringMatching(/\w/) }],
          });
        },
      );

      test('a receiver that refuses for good: the next step at once, with the reason', async () => {
        const { channel, receiver, address } = await opened(type);
        const { store, second, pager, notice } = await scene(channel, address);
        await bringAbout(store, 'i1', waysInto.escalated, 1);
        receiver.moods('refuses for good');
        await pager().work();
        expect([receiver.taken.size, [...second.taken.values()]]).toEqual([0, [1]]);
        const { id, deliveries } = await notice();
        expect(deliveries).toMatchObject([{ state: 'given up' }, { state: 'delivered', channel: 'second' }]);
        const steps = (await store.events(streams.notice(id))).filter(event => event.type === 'notice.step-taken');
        expect(steps[1]?.data).toMatchObject({ why: expect.stringMatching(/^ana by first: /) });
      });

      test('two replicas at once tell everything once', () => toldByTwo(open, type));

      test('killed between sending and writing it down: another tells it with the same key', async () => {
        const { channel, receiver, address } = await opened(type);
        const { store, pager, notice } = await scene(channel, address);
        await bringAbout(store, 'i1', waysInto.escalated, 1);
        let claims = 0;
        const dying = pager({
          store: Object.assign(Object.create(store) as Store, {
            append: (...args: Parameters<Store['append']>) =>
              args[0][0]?.events[0]?.type === 'notice.delivered'
                ? Promise.reject(new Error('the process is gone'))
                : store.append(...args),
            release: async () => undefined,
            // Its sweep is dead with it.
            claimNotices: (...args: Parameters<Store['claimNotices']>) =>
              claims++ === 0 ? store.claimNotices(...args) : Promise.resolve([]),
          }),
        });
        await dying.work();
        expect(await notice()).toMatchObject({ deliveries: [{ state: 'waiting' }] });
        for (let tries = 0; tries < 100 && (await notice()).deliveries[0]?.state === 'waiting'; tries += 1)
          await pager().work();
        expect(await notice()).toMatchObject({ deliveries: [{ state: 'delivered' }] });
        const [[, times] = [], ...others] = [...receiver.taken];
        expect(others).toEqual([]);
        expect(times).toBe(2);
      });
    });
  },
  ['better-sqlite3'],
);

describeEachDatabase('people are told', open => {
  const scene = (...of: SceneOf) => sceneOn(open, ...of);
  const quick: Channel = { send: async () => ({ state: 'delivered' }) };

  test('two replicas at once tell everything once', () => toldByTwo(open, 'webhook'));

  test('taken on, nobody else is called; over, whoever was called hears of it', async () => {
    const { channel, receiver, address } = await opened('webhook');
    const { store, second, pager, notice, pass } = await scene(channel, address);
    await bringAbout(store, 'i1', waysInto.escalated, 1);
    await pager().work();
    const { id, version } = await notice();
    const acknowledged = { type: 'notice.acknowledged' as const, data: { by: 'user:default/ana' } };
    await store.append([
      { stream: streams.notice(id), expected: version, events: [acknowledged], actor: 'user:default/ana' },
    ]);
    pass(60 * minute);
    await pager().work();
    expect(second.taken.size).toBe(0);
    await bringAbout(store, 'i1', ['incident.resolved'], 1);
    await pager().work();
    expect(receiver.bodies).toMatchObject([{ about: 'call' }, { about: 'over', to: 'operations' }]);
    await pager().work();
    expect(receiver.bodies).toHaveLength(2);
  });

  test('an incident that was over before anybody was told is told to nobody', async () => {
    const { channel, receiver, address } = await opened('webhook');
    const { store, pager } = await scene(channel, address);
    await bringAbout(store, 'i1', waysInto.escalated, 1);
    await bringAbout(store, 'i1', ['incident.resolved'], 1);
    await pager().work();
    expect(receiver.taken.size).toBe(0);
  });

  test('a proposal that is answered calls nobody any more', async () => {
    const { store, notice } = await scene(quick, 'x');
    await bringAbout(store, 'i1', waysInto.proposed, 1);
    expect(await notice('proposed')).toMatchObject({ state: 'open', digest: expect.any(String) });
    await bringAbout(store, 'i1', ['incident.approved'], 1);
    expect(await notice('proposed')).toMatchObject({ state: 'closed', closed: { why: 'the plan was approved' } });
  });

  test('more than a channel may tell in a minute waits its turn, which is no refusal', async () => {
    const { channel, receiver, address } = await opened('webhook');
    const { store, pager, pass } = await scene(channel, address, {
      channels: { first: { channel, perMinute: 2, language: 'pt-BR' } },
    });
    for (let n = 1; n <= 4; n += 1) await bringAbout(store, `i${n}`, waysInto.escalated, n);
    await pager().work();
    expect(receiver.taken.size).toBe(2);
    pass(minute);
    await pager().work();
    expect(receiver.taken.size).toBe(4);
    expect((await store.notices({})).flatMap(({ deliveries }) => deliveries.map(({ refused }) => refused))).toEqual(
      Array(4).fill(0),
    );
    expect(receiver.bodies[0]).toMatchObject({ subject: expect.stringContaining('precisa de uma pessoa') });
  });

  test('what is held is told when nothing holds it any more', async () => {
    const held = { why: 'people asked for quiet: a move' as string | undefined };
    const { channel, receiver, address } = await opened('webhook');
    const { store, pager, notice, pass } = await scene(channel, address, { hold: async () => held.why });
    await bringAbout(store, 'i1', waysInto.escalated, 1);
    await pager().work();
    expect([receiver.taken.size, (await notice()).waits]).toEqual([0, held.why]);
    held.why = undefined;
    pass(5 * minute);
    await pager().work();
    expect(receiver.taken.size).toBe(1);
  });

  test('read models made anew are the same', async () => {
    const { store, pager } = await scene(quick, 'x');
    await bringAbout(store, 'i1', waysInto.escalated, 1);
    await pager().work();
    const before = await store.tableRows();
    await store.rebuild();
    expect(await store.tableRows()).toEqual(before);
  });
});
