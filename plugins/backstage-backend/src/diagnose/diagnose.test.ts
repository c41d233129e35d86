import type { Edge, Evidence, Measurement, Question, SignalName } from '@autocura/common';
import { missing, signals } from '@autocura/common';
import { diagnose, type DiagnoseInput, questionsFor } from '.';
import { deploy, flagChange, type Given, measured, measuredAt, onset } from './testSupport/given';

type World = Record<string, Partial<Record<SignalName, Given[string]>>>;

const edges = (...pairs: [string, string][]): Edge[] => pairs.map(([from, to]) => ({ from, to, known: 'traffic' }));

/** Answers every question: as the world says, else missing. */
function answers(services: string[], world: World): Evidence[] {
  return questionsFor(services).map((question): Evidence => {
    const given = world[question.service]?.[question.signal];
    const measurement: Measurement = given === undefined ? missing('no series') : measured(given);
    return { id: idOf(question), question, source: 'prometheus', family: 'f', query: 'q', unit: 'u', measurement };
  });
}
const idOf = ({ service, signal, by }: Question) => `${service}/${signal}/${by ?? ''}`;

function look(world: World, given: Partial<DiagnoseInput> = {}) {
  const services = given.services ?? Object.keys(world);
  return diagnose({
    at: measuredAt,
    onset,
    services,
    evidence: answers(services, world),
    topology: { edges: chain },
    changes: [],
    capabilities: {},
    symptoms: ['front'],
    doubts: () => 0,
    ...given,
  });
}

const chain = edges(['front', 'middle'], ['middle', 'back'], ['back', 'partner'], ['middle', 'db']);
const slowly = (callee: string): World[string] => ({
  'requests.p95': { value: 1.4, normal: 0.1 },
  'requests.errors': { value: 0, normal: 0 },
  'calls.p95': { parts: { [callee]: 1.3 }, normalParts: { [callee]: 0.06 } },
  'calls.errors': { parts: { [callee]: 0 } },
});
const failingOn = (callee: string): World[string] => ({
  'requests.errors': { value: 0.4, normal: 0 },
  'calls.errors': { parts: { [callee]: 0.4 } },
  'calls.refused': { parts: { [callee]: 5 } },
});
const well: World[string] = {
  'requests.errors': { value: 0, normal: 0 },
  'requests.p95': { value: 0.1, normal: 0.1 },
  'replicas.running': 1,
  'replicas.wanted': 1,
  availability: 1,
  restarts: 0,
};

test('the deepest slow edge is the cause, not the ones above it', () => {
  const { hypotheses } = look(
    { front: slowly('middle'), middle: slowly('back'), back: slowly('partner'), partner: {} },
    { capabilities: { back: { fallbackFlags: [{ dependency: 'partner', flag: 'which', value: 'other' }] } } },
  );
  expect(hypotheses[0]).toMatchObject({
    id: 'back/slow-dependency',
    title: 'A dependency answers slowly (partner)',
    standing: 'likely',
    remedies: [{ action: 'set-flag', target: 'back', params: { flag: 'which', value: 'other' } }],
  });
  expect(hypotheses.slice(1).map(({ standing }) => standing)).not.toContain('likely');
});

describe('a slow service among others that do not depend on it', () => {
  const slowed = (times: number, callee?: string): World[string] => ({
    ...well,
    'requests.p95': { value: 0.1 * times, normal: 0.1 },
    ...(callee && { 'calls.p95': { parts: { [callee]: 0.1 * times }, normalParts: { [callee]: 0.1 } } }),
  });
  const topology = { edges: [...chain, ...edges(['front', 'one'], ['front', 'two'])] };
  const led = (times: number, others: World[string]) =>
    look(
      {
        front: slowed(times, 'middle'),
        middle: slowed(times, 'back'),
        back: slowed(times),
        one: others,
        two: others,
      },
      { topology },
    ).hypotheses[0];

  test('leads where they are as ever', () => {
    expect(led(3.5, slowed(1.1))).toMatchObject({ id: 'back/slow-inside', standing: 'likely' });
  });

  test('is not blamed where they are as much slower', () => {
    expect(led(3.5, slowed(2.2))?.standing).not.toBe('likely');
  });

  test('leads where it stands out among slower ones', () => {
    expect(led(13, slowed(2.2))).toMatchObject({ id: 'back/slow-inside', standing: 'likely' });
  });
});

describe('a database that seems slow to one of its callers', () => {
  const calling = (seconds: number): World[string] => ({
    ...well,
    'calls.p95': { parts: { db: seconds }, normalParts: { db: 0.02 } },
  });
  const slow = { ...calling(0.4), 'requests.p95': { value: 0.7, normal: 0.2 } };
  const topology = { edges: edges(['front', 'db'], ['other', 'db']) };
  const led = (other: World[string], changes = [deploy(1, { service: 'front' })]) =>
    look({ front: slow, other, db: {} }, { topology, changes }).hypotheses[0];

  test('is not blamed after a release of that caller, where others find it as fast as ever', () => {
    expect(led(calling(0.02))?.standing).not.toBe('likely');
  });

  test('is blamed where others wait for it too, where nobody else calls it, and without a release', () => {
    const blamed = { id: 'front/slow-dependency', standing: 'likely' };
    expect(led(calling(0.5))).toMatchObject(blamed);
    expect(led(well)).toMatchObject(blamed);
    expect(led(calling(0.02), [])).toMatchObject(blamed);
  });
});

test('a dead callee is the cause, not the ones that fail on it', () => {
  const world = {
    front: failingOn('middle'),
    middle: failingOn('back'),
    back: { 'replicas.running': 0, 'replicas.wanted': 1, availability: 0, restarts: 0 },
  };
  const { hypotheses } = look(world);
  expect(hypotheses.map(({ id }) => id)).toEqual(['back/service-down']);
  expect(hypotheses[0]?.because.map(({ says }) => says)).toContain('its callers are refused, 5 times a second');
  expect(hypotheses[0]?.because.flatMap(({ evidence }) => evidence)).toContain('middle/calls.refused/peer');
});

test('a release of a caller does not take the blame from a sick callee', () => {
  const world = {
    front: { ...slowly('middle'), 'calls.errors': { parts: { middle: 0 } } },
    middle: { ...slowly('db'), 'calls.errors': { parts: { db: 0 } } },
    db: { 'database.blocked': 9, 'database.idleInTransaction': 30, 'database.active': 9 },
  };
  const { hypotheses } = look(world, { changes: [deploy(2, { service: 'middle' })] });
  expect(hypotheses[0]).toMatchObject({ id: 'db/database-lock', standing: 'likely' });
});

test('errors of its own after a release, with healthy callees', () => {
  const world = {
    front: failingOn('middle'),
    middle: { ...well, 'requests.errors': { value: 0.5, normal: 0 }, 'calls.errors': { parts: { back: 0 } } },
    back: well,
  };
  const { hypotheses } = look(world, {
    changes: [deploy(1, { service: 'middle' }), deploy(1, { service: 'back', id: 'd2' })],
  });
  expect(hypotheses[0]).toMatchObject({ id: 'middle/bad-release', standing: 'likely', change: 'd1' });
});

const broken = { 'requests.errors': { value: 0.5, normal: 0 }, 'calls.errors': { parts: { back: 0 } } };

test.each([
  { name: 'made before the onset', minutes: 1, found: ['front/bad-release'] },
  { name: 'a moment after it by another clock', minutes: -0.05, found: ['front/bad-release'] },
  { name: 'made after it: not suspected', minutes: -1, found: [] },
])('a change $name', ({ minutes, found }) => {
  const { hypotheses } = look({ front: broken }, { changes: [deploy(minutes, { service: 'front' })] });
  expect(hypotheses.filter(({ standing }) => standing === 'likely').map(({ id }) => id)).toEqual(found);
});

const leaking = {
  ...well,
  'requests.p95': { value: 2, normal: 0.1 },
  'requests.errors': { value: 0.3, normal: 0 },
  'calls.errors': { parts: { back: 0 } },
  'memory.kills': 1,
  'memory.used': { value: 40, normal: 50, parts: { 'front-0': 40 } },
  'memory.limit': { value: 100, parts: { 'front-0': 100 } },
};
const flagOfFront = flagChange(0.1, { service: 'front' });

test('what is measured to be wrong inside leads a change that came by chance', () => {
  const { hypotheses } = look({ front: leaking }, { changes: [flagOfFront] });
  expect(hypotheses[0]).toMatchObject({ id: 'front/memory-leak', standing: 'likely' });
  const change = hypotheses.find(({ failureMode }) => failureMode === 'bad-flag');
  expect(change?.because.map(({ says }) => says)).toContain(
    'what is measured in front explains it: memory grows to its limit',
  );
});

test('a change that was told after the trouble was measured to begin speaks little', () => {
  const of = (began?: Record<string, string>) =>
    look({ front: broken }, { changes: [flagOfFront], ...(began && { began }) }).hypotheses[0]?.support ?? 0;
  expect(of({ front: new Date(Date.parse(flagOfFront.at) - 2_000).toISOString() })).toBe(of() - 2);
});

test('nothing measured is unknown: no hypothesis, and what was missing is told', () => {
  const { hypotheses, evidence, looked } = look({ front: {}, back: {} });
  expect(hypotheses).toEqual([]);
  expect(looked).toEqual(['front', 'back']);
  expect(evidence.length).toBeGreaterThan(20);
  expect(evidence.every(({ measurement }) => measurement.state === 'missing')).toBe(true);
});

test('all well is unknown too', () => expect(look({ front: well, back: well }).hypotheses).toEqual([]));

test('two services as suspect as each other are inconclusive', () => {
  const { hypotheses } = look(
    { front: broken, back: broken },
    {
      changes: [deploy(1, { service: 'front' }), deploy(1, { service: 'back' })],
      topology: { edges: edges(['front', 'back']) },
    },
  );
  expect(hypotheses.map(({ standing }) => standing)).toEqual(['inconclusive', 'inconclusive']);
});

test('a "no" from people changes the next ranking', () => {
  const world = { front: { ...broken, restarts: 3, 'memory.kills': 0 } };
  const changes = [deploy(1, { service: 'front' })];
  const first = look(world, { changes }).hypotheses.map(({ id }) => id);
  const next = look(world, {
    changes,
    doubts: (service, mode) => (service === 'front' && mode === first[0]?.split('/')[1] ? 4 : 0),
  });
  expect(first).toEqual(['front/crash-loop', 'front/bad-release']);
  expect(next.hypotheses.map(({ id }) => id)).toEqual(['front/bad-release', 'front/crash-loop']);
  expect(next.hypotheses[1]?.because.at(-1)?.says).toBe('people said it was not the cause before');
});

test('what nothing that alerts depends on is suspected less', () => {
  const world = { front: well, stranger: broken };
  const changes = [deploy(1, { service: 'stranger' })];
  expect(look(world, { changes }).hypotheses[0]).toMatchObject({ support: 4 });
  expect(look(world, { changes, symptoms: ['stranger'] }).hypotheses[0]).toMatchObject({ support: 7 });
});

test('what stands out by statistics is ranked higher, its support being its own', () => {
  const world = { front: broken, back: broken };
  const given = {
    topology: { edges: edges(['front', 'back']) },
    changes: [deploy(1, { service: 'front' }), deploy(1, { service: 'back' })],
  };
  expect(look(world, given).hypotheses.map(({ service }) => service)).toEqual(['back', 'front']);
  expect(look(world, { ...given, localized: { front: 1 } }).hypotheses).toMatchObject([
    { service: 'front', support: 7 },
    { service: 'back', support: 7 },
  ]);
});

test('a change that alters what fails speaks for the cause that names it, and two of them for none', () => {
  const world = { front: broken, back: broken };
  const [made, other] = [deploy(1, { service: 'front' }), deploy(1, { service: 'back', id: 'other' })];
  const given = { topology: { edges: edges(['front', 'back']) }, changes: [made, other] };
  const fits = ({ id: change, service }: typeof made) => ({ change, service, summary: 's', shared: ['coupon'] });
  const [first] = look(world, { ...given, fitting: [fits(made)] }).hypotheses;
  expect(first).toMatchObject({ service: 'front', support: 8, change: made.id });
  expect(first?.because).toContainEqual({ says: '"s" alters what fails: coupon', evidence: [] });
  const open = look(world, { ...given, fitting: [fits(made), fits(other)] }).hypotheses;
  expect(open.map(({ support }) => support)).toEqual([7, 7]);
});

test('services that call each other are judged once and come to an end', () => {
  const world = { front: slowly('back'), back: slowly('front') };
  const { hypotheses } = look(world, {
    topology: { edges: edges(['front', 'back'], ['back', 'front'], ['front', 'front']) },
  });
  expect(hypotheses.length).toBeGreaterThan(0);
});

test('every claim is cited in the evidence that is kept, and that stays small', () => {
  const services = Array.from({ length: 300 }, (_, i) => `s${i}`);
  const world = Object.fromEntries(services.slice(0, 5).map((service): [string, World[string]] => [service, broken]));
  const { hypotheses, evidence } = look(world, { services, symptoms: ['s0'], changes: [deploy(1, { service: 's0' })] });
  const kept = new Set(evidence.map(({ id }) => id));
  const cited = hypotheses.flatMap(({ because }) => because.flatMap(claim => claim.evidence));
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter(id => !kept.has(id))).toEqual([]);
  expect(JSON.stringify(evidence).length).toBeLessThanOrEqual(40 * 1024);
});

test('questions are asked once, with the normal where any mode wants it', () => {
  const questions = questionsFor(['a', 'b', 'a']);
  expect(new Set(questions.map(idOf)).size).toBe(questions.length);
  expect(questions.filter(({ service }) => service === 'a')).toHaveLength(questions.length / 2);
  expect(questions).toContainEqual({ service: 'a', signal: 'requests.errors', normal: true });
  // One query a signal, some of them twice for the normal: few enough for a sick Prometheus.
  expect(questions.length / 2).toBeLessThan(Object.keys(signals).length + 5);
});

test('a change that was taken back in vain was not the cause', () => {
  const world = {
    front: { ...well, 'requests.p95': { value: 1.4, normal: 0.1 }, 'calls.p95': { parts: { back: 0.1 } } },
  };
  const on = { ...flagChange(1), service: 'front' };
  const off = { ...on, id: 'f2', at: measuredAt, from: 'on', to: 'off' };
  const led = (given: Partial<DiagnoseInput>) => look(world, given).hypotheses[0]?.id;
  expect(led({ changes: [on] })).toBe('front/bad-flag');
  expect(led({ changes: [on, off], shownUntil: onset })).toBe('front/bad-flag');
  expect(led({ changes: [on, off], shownUntil: measuredAt })).toBe('front/slow-inside');
});

test('a replica that suffers first from what all of them call is not the cause', () => {
  const middle = {
    ...well,
    'requests.errors': { value: 0.3, normal: 0, parts: { 'middle-0': 0.6, 'middle-1': 0 } },
    'requests.rate': { parts: { 'middle-0': 5, 'middle-1': 5 } },
    'calls.p95': { parts: { db: 2.5 }, normalParts: { db: 0.01 } },
  };
  const led = (db: World[string]) => look({ front: slowly('middle'), middle, db }).hypotheses[0]?.id;
  expect(led({ 'database.blocked': 4, 'database.idleInTransaction': 20 })).toBe('db/database-lock');
  expect(led({ 'database.blocked': 0 })).toBe('middle/bad-replica');
});
