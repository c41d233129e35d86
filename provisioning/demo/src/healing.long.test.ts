import { hasEnded, isFiring } from '@autocura/common';
import type { Incident, Phase, TimelineEvent } from '@autocura/common';
import makeKnex, { type Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { Store } from '../../../plugins/backstage-backend/src/store';
import { faults } from '../faults';
import type { Fault } from './fault';
import type { Database, Done, HealingShop } from './testHealing';
import { cannotAlert, startHealingShop } from './testHealing';
import { until } from './wait';
import { touchedBy } from './supervisor/recorded';

const kills = 20;

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`healing is not tested here: ${missing}\n`);
const describeWhereAlertsFire = missing === undefined ? describe : describe.skip;
jest.setTimeout(90 * 60_000);

/** Nothing goes on by itself any more: it ended, or people were called, or it waits for them. */
const atRest = ({ phase }: Incident) => ['resolved', 'expired', 'escalated', 'proposed'].includes(phase);

/** Those about what fired since then. */
const since = (incidents: Incident[], from: string) =>
  incidents.filter(({ alerts }) => alerts.some(({ startsAt, endsAt }) => startsAt > from || (endsAt ?? '') > from));

/** Undoes the fault and waits until all is quiet, so that the next one begins from a well shop. */
async function putRight({ shop, incidents, wellFor }: HealingShop) {
  await shop.clear();
  await wellFor(8, 120_000);
  await until('every incident to end', async () => (await incidents()).every(hasEnded), 180_000, 500);
}

async function ended(healing: HealingShop, from: string, withinMs: number): Promise<Incident[]> {
  return until(
    'the incident to end',
    async () => {
      const all = since(await healing.incidents(), from);
      return all.length > 0 && all.every(one => atRest(one)) && all;
    },
    withinMs,
    500,
  );
}

/** Read models made anew from the events are what they were, row by row. */
async function expectSameAfterRebuild(kept: Knex.Config) {
  const knex = makeKnex(kept);
  try {
    const store = await Store.create(knex, { migrations: false });
    const before = await store.tableRows();
    await store.rebuild();
    const after = await store.tableRows();
    expect(Object.keys(after).length).toBeGreaterThan(5);
    for (const [table, rows] of Object.entries(before)) expect({ table, rows: after[table] }).toEqual({ table, rows });
    expect(before.incidents?.length).toBeGreaterThan(0);
  } finally {
    await knex.destroy();
  }
}

interface Judged {
  fault: string;
  named: string;
  right: boolean;
  did: string;
  allowed: boolean;
  harmless: boolean;
  recovered: boolean;
  seconds: number;
}

async function judge(healing: HealingShop, { id, truth }: Fault): Promise<Judged> {
  const { shop, story, done, wellFor } = healing;
  const before = done().length;
  const from = new Date().toISOString();
  await shop.inject(id);
  const incidents = await ended(healing, from, 240_000);
  const seconds = Math.round((Date.now() - Date.parse(from)) / 1000);
  const recovered = await wellFor(8, 45_000).then(
    () => true,
    () => false,
  );
  const acts = done().slice(before);
  const tried = incidents.find(({ attempts }) => attempts.some(({ intendedAt }) => intendedAt > from)) ?? incidents[0];
  const first = tried && firstNamed((await story(tried.id)).timeline, from);
  const does = ({ action, params }: Done) =>
    truth.remedies.some(
      remedy =>
        remedy.action === action && Object.entries(remedy.params).every(([key, value]) => params[key] === value),
    );
  return {
    fault: id,
    named: first === undefined ? 'nothing' : `${first.service}/${first.failureMode}`,
    right: first !== undefined && truth.services.includes(first.service) && truth.modes.includes(first.failureMode),
    did: acts.map(act => `${act.action} ${touchedBy(act.params)}`).join(', '),
    allowed: acts.some(does),
    harmless: acts.every(act => truth.mayTouch.includes(touchedBy(act.params))),
    recovered,
    seconds,
  };
}

/** The cause that was acted on first, or the last one that was named when nothing was done. */
function firstNamed(timeline: TimelineEvent[], from: string) {
  const now = timeline.filter(({ at }) => at > from);
  const act = now.findIndex(({ type }) => type === 'incident.acting');
  const until = act === -1 ? now : now.slice(0, act);
  const diagnoses = until.flatMap(event => (event.type === 'incident.diagnosed' ? [event.data.diagnosis] : []));
  return diagnoses.at(-1)?.hypotheses[0];
}

const line = (judged: Judged) =>
  [judged.fault.padEnd(16), judged.named.padEnd(28), judged.right ? 'right' : 'WRONG', judged.did.padEnd(36)]
    .concat(judged.harmless ? 'harmless' : 'HARMFUL', judged.recovered ? 'recovered' : 'SICK', `${judged.seconds} s`)
    .join('  ');

describeWhereAlertsFire('every fault in turn', () => {
  let healing: HealingShop;
  beforeAll(async () => {
    healing = await startHealingShop(52);
  });
  afterAll(() => healing.stop());

  it('is named rightly first, healed by an allowed remedy, and never made worse', async () => {
    await healing.wellFor(10, 90_000);
    const table: Judged[] = [];
    for (const fault of faults.filter(({ kind }) => kind === 'fault')) {
      table.push(await judge(healing, fault));
      process.stderr.write(`${line(table.at(-1)!)}\n`);
      await putRight(healing);
    }
    expect(table.filter(({ harmless }) => !harmless)).toEqual([]);
    const healed = table.filter(({ right, allowed, recovered }) => right && allowed && recovered);
    expect(healed.length).toBeGreaterThanOrEqual(4);
    await expectSameAfterRebuild(await healing.endBackend());
  });
});

/** How it ended, and who would not let it be done where somebody has to be asked. */
function told(incident: Incident): string {
  const { phase, attempts } = incident;
  const asks = incident.phase === 'proposed' ? `: ${incident.plan.says}, ${incident.plan.verdicts[0]?.reason}` : '';
  return `${phase} after ${attempts.length}${asks}`;
}

/** While alerts are on their way into the backend, acknowledged or not. */
const killInIngest = (healing: HealingShop, delayMs: number) =>
  new Promise<string>((resolve, reject) => {
    healing.atDelivery = async () => {
      await sleep(delayMs);
      healing.killBackend().then(() => resolve('a delivery'), reject);
    };
  });

/** In that phase of an incident, or in the next that is seen: a phase may pass between two looks. */
async function killInHeal({ incidents, killBackend }: HealingShop, moment: Phase, from: string, delayMs: number) {
  const { phase } = await until(
    `an incident to be ${moment}`,
    async () =>
      since(await incidents(), from).find(one => one.phase === moment || atRest(one) || one.attempts.length > 0),
    120_000,
    20,
  );
  await sleep(delayMs);
  await killBackend();
  return `${phase} (meant ${moment})`;
}

const databases: [Database, number][] = [
  ['better-sqlite3', 54],
  ['pg', 55],
];
const killing = `kill -9 of the whole backend on %s, ${kills / 2} times in mid-ingest and ${kills / 2} in mid-heal`;

describeWhereAlertsFire.each(databases)(killing, (database, lane) => {
  let healing: HealingShop;
  beforeAll(async () => {
    healing = await startHealingShop(lane, database);
  }, 300_000);
  afterAll(() => healing.stop());

  const moments: Phase[] = ['open', 'planned', 'verifying', 'diagnosed', 'acting'];
  const quickest = ['dead-dependency', 'bad-release', 'pool-exhausted', 'slow-dependency'];

  it('loses no acknowledged alert, does nothing twice, and every incident ends', async () => {
    const { shop, client, incidents, done, askedFor, acknowledged, wellFor, endBackend } = healing;
    await wellFor(10, 90_000);
    for (let kill = 0; kill < kills; kill += 1) {
      const from = new Date().toISOString();
      await shop.inject(quickest[kill % quickest.length] ?? '');
      const half = Math.floor(kill / 2);
      const met =
        kill % 2 === 0
          ? await killInIngest(healing, (half * 7) % 40)
          : await killInHeal(healing, moments[half % moments.length] ?? 'acting', from, (half * 37) % 400);
      const all = await ended(healing, from, 240_000);
      const outcome = all.map(told).join(', ');
      process.stderr.write(`kill ${kill + 1} at ${met}: ${outcome}\n`);
      await putRight(healing);
    }
    expect(done().filter(({ key }) => !askedFor.includes(key))).toEqual([]);
    expect(askedFor.length).toBeGreaterThanOrEqual(kills / 2);
    expect(new Set(askedFor).size).toBe(askedFor.length);
    // Each was intended first, by what a crash left.
    const { items } = await client.incidents({ limit: 200 });
    const intended = items.flatMap(({ attempts }) => attempts.map(({ key }) => key));
    expect(askedFor.map(key => key.replace(/\/undo$/, '')).filter(key => !intended.includes(key))).toEqual([]);
    expect((await incidents()).filter(isFiring)).toEqual([]);

    const reach = await endBackend();
    const knex = makeKnex(reach);
    const rows: { key: string; incident_id: string | null }[] = await knex('alerts').select('key', 'incident_id');
    await knex.destroy();
    const held = new Set(rows.flatMap(({ key, incident_id }) => (incident_id === null ? [] : [key])));
    expect(acknowledged.size).toBeGreaterThanOrEqual(kills);
    // One that resolved before it was brought together opens nothing, and is kept all the same.
    const kept = new Set(rows.map(({ key }) => key));
    expect([...acknowledged].filter(key => !kept.has(key))).toEqual([]);
    expect(held.size).toBeGreaterThan(kills / 2);
    await expectSameAfterRebuild(reach);
  });
});
