import { faults } from '../faults';
import type { HealingShop } from './testHealing';
import { cannotAlert, startHealingShop } from './testHealing';
import { until } from './wait';

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`healing is not tested here: ${missing}\n`);
const whereAlertsFire = missing === undefined ? test : test.skip;

let healing: HealingShop | undefined;
afterAll(() => healing?.stop());

whereAlertsFire(
  'a dead dependency is found, named, restarted and measured well, and the whole story is kept',
  async () => {
    healing = await startHealingShop(50);
    const { shop, incidents, story, done, summary, wellFor } = healing;
    const truth = faults.find(({ id }) => id === 'dead-dependency')!.truth;
    await wellFor(6, 60_000);
    expect(await incidents()).toEqual([]);

    await shop.inject('dead-dependency');
    await until('shoppers to suffer', async () => (await summary(10)).failed > 0, 30_000);
    const { id } = await until(
      'an incident that ended',
      async () => {
        const all = await incidents();
        return all.length > 0 && all.every(({ phase }) => phase === 'resolved') && all[0];
      },
      90_000,
      500,
    );
    await wellFor(6, 45_000);

    expect(await incidents()).toHaveLength(1);
    const { incident, timeline } = await story(id);
    expect(incident).toMatchObject({ phase: 'resolved', how: 'healed' });
    const [first] = incident.diagnosis?.hypotheses ?? [];
    expect(truth.services).toContain(first?.service);
    expect(truth.modes).toContain(first?.failureMode);
    expect(first?.standing).not.toBe('inconclusive');

    const acts = done();
    expect(acts).toHaveLength(1);
    expect(truth.remedies).toContainEqual({ action: acts[0]?.action, params: acts[0]?.params });
    expect(incident.attempts).toMatchObject([{ key: acts[0]?.key, outcome: 'healed' }]);

    const turns = ['opened', 'diagnosed', 'planned', 'acting', 'acted', 'verified', 'resolved'];
    const types = timeline.map(({ type }) => type.replace('incident.', ''));
    expect(types.filter(type => turns.includes(type))).toEqual(turns);
    expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, index) => index + 1));
    const cited = incident.diagnosis?.evidence.filter(({ id }) =>
      first?.because.some(({ evidence }) => evidence.includes(id)),
    );
    expect(cited?.length).toBeGreaterThan(0);
    for (const { query, measurement } of cited ?? []) {
      expect(query).not.toBe('');
      expect(measurement.state).toBe('measured');
    }
  },
  240_000,
);
