import type {
  AnyEvent,
  IncidentEvent,
  NoticeEvent,
  ServiceHealth,
  Silence,
  SilenceEvent,
  Stored,
} from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from './index';
import { readModels } from './projections';
import { describeEachDatabase, migrations } from './testDatabases';
import { happen, incidentTypes } from './testHappen';
import { alertOf, firingOf, predictionOf, sizingOf, time } from './testHistory';

type Type = IncidentEvent['type'];

const actor = 'autocura';

const healthOf = (state: ServiceHealth['state']): ServiceHealth => ({
  ...{ service: 'service-1', state, reasons: [], since: time(1), signals: [], openIncidents: [] },
});

const told = { channel: 'mail', name: 'ana' };
const noticeEvents = (key: string): NoticeEvent[] => [
  { type: 'notice.deferred', data: { until: time(9), why: 'people asked for quiet' } },
  {
    type: 'notice.step-taken',
    data: { about: 'call', to: [{ ...told, address: 'a@b' }], policy: 'shop', stepAt: time(20) },
  },
  { type: 'notice.undelivered', data: { key, ...told, reason: 'it is slow', again: time(10) } },
  { type: 'notice.delivered', data: { key, ...told } },
  { type: 'notice.acknowledged', data: { by: 'user:default/ana', note: 'on it' } },
  { type: 'notice.closed', data: { why: 'it is over' } },
];
const silence: Silence = { id: 's1', matchers: [], from: time(1), to: time(90), by: 'ana', reason: 'a move' };
const silenceEvents: SilenceEvent[] = [
  { type: 'silence.made', data: { silence } },
  { type: 'silence.moved', data: { to: time(99) } },
  { type: 'silence.ended', data: { why: 'ana ended it' } },
];

/** A story that uses every type of event there is. */
async function play(store: Store, tick: () => void): Promise<void> {
  await store.receive(
    [1, 2, 3, 4, 5].map(n => alertOf(n)),
    'external:alertmanager',
  );
  await store.receive([alertOf(6, { status: 'resolved', endsAt: time(9) })], 'external:alertmanager');
  await store.saveHealth([healthOf('critical')]);
  await store.recordChange({ id: 'c1', kind: 'deploy', service: 'service-1', at: time(1), summary: 'v2' }, actor);
  const story: [Type, number][] = [
    ...[1, 2, 3].map((n): [Type, number] => [n === 1 ? 'incident.opened' : 'incident.alert-joined', n]),
    ...(['deferred', 'diagnosed', 'proposed', 'rejected', 'blocked', 'planned', 'acting', 'acted'] as const).map(
      (name): [Type, number] => [`incident.${name}`, 2],
    ),
    ...(['still-verifying', 'verified', 'undoing', 'undone', 'diagnosed', 'proposed', 'approved'] as const).map(
      (name): [Type, number] => [`incident.${name}`, 6],
    ),
    ...(['acting', 'acted', 'verified', 'problem-raised', 'resolved', 'alert-changed'] as const).map(
      (name): [Type, number] => [`incident.${name}`, 8],
    ),
    ['incident.predicted', 8],
    ['incident.feedback', 1],
    ['incident.reopened', 4],
    ...(['diagnosed', 'observed', 'person-acted', 'person-verified', 'marked'] as const).map((name): [Type, number] => [
      `incident.${name}`,
      4,
    ]),
    ['incident.rerooted', 3],
    ['incident.absorbed', 7],
    ['incident.split', 9],
    ['incident.escalated', 1],
  ];
  for (const [type, n] of story) {
    tick();
    if (!(await happen(store, 'i1', type, n))) throw new Error(`${type} could not follow`);
  }
  const problem = { service: 'service-1', failureMode: 'bad-release', note: 'ticket 7' };
  await store.append([
    {
      ...{ stream: streams.problem('service-1', 'bad-release'), expected: 0, actor: 'user:default/ana' },
      events: [{ type: 'problem.acknowledged', data: problem }],
    },
  ]);
  const prediction = predictionOf(3);
  await store.append([
    {
      ...{ stream: streams.prediction(prediction.id), expected: 0, actor },
      events: [
        { type: 'prediction.told', data: { prediction } },
        { type: 'prediction.moved', data: { standing: false, latest: prediction.latest } },
        { type: 'prediction.judged', data: { outcome: 'did not come' } },
      ],
    },
  ]);
  await store.append([
    { stream: streams.firing('f1'), expected: 0, events: firingEvents, actor },
    { stream: streams.level('service-1'), expected: 0, events: levelEvents, actor },
    { stream: streams.sizing('sizing-1'), expected: 0, events: sizingEvents, actor },
    { stream: streams.sizing('sizing-2'), expected: 0, events: otherSizingEvents, actor },
    { stream: streams.sizing('sizing-3'), expected: 0, events: refusedSizingEvents, actor },
  ]);
  const [notice] = await store.notices({ incidentId: 'i1', open: true });
  await store.append([
    { stream: streams.notice(notice!.id), expected: 0, events: noticeEvents(`${notice!.id}/0/mail/a@b`), actor },
    { stream: streams.silence('s1'), expected: 0, events: silenceEvents, actor },
  ]);
  await happen(store, 'i2', 'incident.opened', 5);
  await happen(store, 'i2', 'incident.expired', 5);
  await happen(store, 'i3', 'incident.opened', 10);
  await happen(store, 'i3', 'incident.merged', 10);
  await store.receive([alertOf(2, { status: 'resolved', endsAt: time(70) })], 'external:alertmanager');
  await store.saveHealth([healthOf('ok')]);
}

const firingEvents: AnyEvent[] = [
  { type: 'threshold.fired', data: { firing: firingOf(1) } },
  { type: 'threshold.ended', data: { endedAt: time(90) } },
];
const levelEvents: AnyEvent[] = [
  {
    type: 'level.changed',
    data: { change: { service: 'service-1', signal: 'requests.p95', unit: 's', at: time(8), before: 0.1, after: 0.4 } },
  },
];
const proposed = (n: number): AnyEvent => ({ type: 'sizing.proposed', data: { proposal: sizingOf(n) } });
const sizingEvents: AnyEvent[] = [
  proposed(1),
  { type: 'sizing.accepted', data: { by: 'user:default/ana', incidentId: 'i1' } },
  { type: 'sizing.measured', data: { result: { at: time(99), outcome: 'healed', saved: 2 } } },
];
const otherSizingEvents: AnyEvent[] = [
  proposed(2),
  { type: 'sizing.withdrawn', data: { note: 'more is used by now' } },
];
const refusedSizingEvents: AnyEvent[] = [
  proposed(3),
  { type: 'sizing.refused', data: { by: 'user:default/ana', note: 'not before the sale' } },
];

interface Line {
  stream: string;
  seq: number;
  type: string;
  version: number;
  at: string;
  actor: string;
  data: unknown;
  hash: string;
}
const frozen = readFileSync(join(__dirname, 'fixtures/events-v1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Line);

describeEachDatabase('rebuilding', open => {
  const storeOf = async () => {
    const { knex } = await open();
    const clock = { seconds: 100 };
    const store = await Store.create(knex, { migrations, now: () => new Date(time(clock.seconds)) });
    return { store, knex, clock, tick: () => (clock.seconds += 1) };
  };

  it('makes the same rows from a story with every type of event', async () => {
    const { store, knex, tick } = await storeOf();
    await play(store, tick);
    const types: { type: AnyEvent['type'] }[] = await knex('events').distinct('type').orderBy('type');
    const others = [
      ...['alerts.received', 'change.recorded', 'problem.acknowledged', 'service.health-changed'],
      ...['prediction.told', 'prediction.moved', 'prediction.judged'],
      ...[firingEvents, levelEvents, sizingEvents].flat().map(({ type }) => type),
      ...['sizing.refused', 'sizing.withdrawn'],
      ...noticeEvents('').map(({ type }) => type),
      ...silenceEvents.map(({ type }) => type),
    ];
    expect(types.map(({ type }) => type)).toEqual([...others, ...incidentTypes].sort());

    const before = await store.tableRows();
    for (const table of readModels) expect(before[table]).not.toEqual([]);
    await store.rebuild();
    expect(await store.tableRows()).toEqual(before);
  });

  it('brings back what was lost, and drops what no event speaks of', async () => {
    const { store, knex, tick } = await storeOf();
    await play(store, tick);
    const before = await store.tableRows();
    for (const table of readModels) await knex(table).delete();
    await knex('denials').insert({ incident_id: 'x', episode: 1, failure_mode: 'x', service: 'x' });
    await store.rebuild();
    expect(await store.tableRows()).toEqual(before);
  });

  it('leaves what is measured alone', async () => {
    const { store, tick } = await storeOf();
    await play(store, tick);
    await store.addSamples([{ service: 'cart', signal: 'requests.rate', at: time(100), value: 1 }]);
    const before = [await store.health(), await store.samples('cart', new Date(0))];
    await store.rebuild();
    expect([await store.health(), await store.samples('cart', new Date(0))]).toEqual(before);
    expect(before.map(({ length }) => length)).toEqual([3, 1]);
  });

  it('lets writers wait and loses none of theirs', async () => {
    const { store, tick } = await storeOf();
    await play(store, tick);
    const alerts = Array.from({ length: 20 }, (_, n) => alertOf(100 + n));
    const receiving = alerts.map(alert => store.receive([alert], actor));
    await Promise.all([store.rebuild(), ...receiving, store.rebuild()]);
    const before = await store.tableRows();
    expect(
      (await store.pendingAlerts(100)).filter(({ alert }) => alerts.some(one => alertKey(one) === alertKey(alert))),
    ).toHaveLength(20);
    await store.rebuild();
    expect(await store.tableRows()).toEqual(before);
  });

  it('makes the same rows from any history', async () => {
    const step = fc.record({
      incident: fc.constantFrom('i1', 'i2', 'i3'),
      type: fc.constantFrom(...incidentTypes),
      n: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async steps => {
        const { store, tick } = await storeOf();
        for (const [index, { incident, type, n }] of steps.entries()) {
          tick();
          if (index % 4 === 0) await store.receive([alertOf(n, n % 3 ? {} : { status: 'resolved' })], actor);
          if (index < 3) await happen(store, `i${index + 1}`, 'incident.opened', index + 1);
          if (index < 3) await happen(store, `i${index + 1}`, 'incident.diagnosed', index + 1);
          await happen(store, incident, type, n);
        }
        const before = await store.tableRows();
        await store.rebuild();
        expect(await store.tableRows()).toEqual(before);
      }),
      { numRuns: 6 },
    );
  });

  it('understands the frozen events of version 1', async () => {
    const { store, knex, clock } = await storeOf();
    await knex.batchInsert(
      'events',
      frozen.map(line => ({ ...line, data: JSON.stringify(line.data) })),
      20,
    );
    await store.rebuild();
    for (const stream of new Set(frozen.map(line => line.stream))) {
      expect(await store.verifyChain(stream)).toMatchObject({ intact: true });
    }
    expect(await store.incident('i1')).toMatchObject({
      ...{ phase: 'escalated', episode: 2, rejected: [], services: ['service-3'] },
      attempts: [
        { number: 2, outcome: 'worse', undoneAt: time(6) },
        { number: 8, outcome: 'healed' },
      ],
    });
    const nothing = { healed: 0, notHealed: 0, worse: 0, inconclusive: 0 };
    expect(await store.worth()).toEqual([
      { ...nothing, failureMode: 'bad-release', action: '', service: 'service-1', denied: 1 },
    ]);

    // The same events, written one by one by the present code, are the same to the last link of the chain.
    const again = await storeOf();
    for (const { stream, seq, type, data, at, actor: by } of frozen) {
      again.clock.seconds = (Date.parse(at) - Date.parse(time(0))) / 1000;
      await again.store.append([{ stream, expected: seq - 1, events: [{ type, data } as Stored], actor: by }]);
    }
    expect(clock.seconds).toBe(100);
    const hashes = (pool: typeof knex) => pool('events').orderBy(['stream', 'seq']).pluck('hash');
    expect(await hashes(again.knex)).toEqual(await hashes(knex));
    expect(await again.store.tableRows()).toEqual(await store.tableRows());
  });
});
