import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { cannotAlert, startHealingShop } from './testHealing';
import type { HealingShop } from './testHealing';
import { until } from './wait';

const downMs = 10 * 60_000;
const knownWithinMs = 60_000;

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`downtime is not tested here: ${missing}\n`);
const describeWhereAlertsFire = missing === undefined ? describe : describe.skip;
jest.setTimeout(20 * 60_000);

const fires = z.object({ data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }) });

describeWhereAlertsFire('R2 an alert that fires and ends while the whole backend is down for ten minutes', () => {
  let healing: HealingShop;
  beforeAll(async () => {
    healing = await startHealingShop(56);
  }, 300_000);
  afterAll(() => healing.stop());

  it('is in the history, with its incident, within a minute of the start', async () => {
    const { shop, client, incidents, acknowledged, done, wellFor, killBackend } = healing;
    await wellFor(10, 90_000);
    const firing = async () => {
      const query = encodeURIComponent('ALERTS{alertstate="firing"}');
      const answer = await fetch(`${shop.urls.prometheus}/api/v1/query?query=${query}`);
      return fires.parse(await answer.json()).data.result.map(({ metric }) => nameOf(metric));
    };
    const before = (await incidents()).map(({ id }) => id);
    const since = async () => (await incidents()).filter(({ id }) => !before.includes(id));

    const fired = new Set<string>();
    let [killedAt, begunAt] = [0, 0];
    await killBackend(async () => {
      killedAt = Date.now();
      await shop.inject('passing-alert');
      for (; Date.now() < killedAt + downMs; await sleep(1000)) (await firing()).forEach(name => fired.add(name));
      expect(await firing()).toEqual([]);
      begunAt = Date.now();
    });
    const readyAt = Date.now();
    const alerts = await until(
      `${[...fired].join(', ')} to be known`,
      async () => {
        const known = (await since()).flatMap(incident => incident.alerts);
        return fired.size > 0 && [...fired].every(name => known.some(({ labels }) => nameOf(labels) === name)) && known;
      },
      knownWithinMs - (readyAt - begunAt),
      200,
    );
    const seconds = (from: number) => ((Date.now() - from) / 1000).toFixed(1);
    process.stderr.write(`${alerts.length} known ${seconds(begunAt)} s after the start, ${seconds(readyAt)} s ready\n`);

    for (const { status, startsAt, endsAt = '' } of alerts) {
      expect(status).toBe('resolved');
      expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(killedAt);
      expect(Date.parse(endsAt)).toBeGreaterThanOrEqual(Date.parse(startsAt));
      expect(Date.parse(endsAt)).toBeLessThan(begunAt);
    }
    // Nobody told them again: they were found.
    expect(alerts.filter(({ key }) => acknowledged.has(key))).toEqual([]);
    for (const incident of await since()) {
      expect(incident).toMatchObject({ phase: 'resolved', how: 'by itself', attempts: [] });
      const { timeline } = await client.incident(incident.id);
      expect(timeline.map(({ type }) => type)).toEqual(['incident.opened', 'incident.resolved']);
    }
    expect(done()).toEqual([]);
  });
});

const nameOf = ({ alertname = '', service_name: service = '' }: Record<string, string>) => `${alertname} of ${service}`;
