import type { Incident } from '@autocura/common';
import { streams } from '@autocura/common';
import { acknowledgeProblem } from './problems';
import { approve, feedback, reject } from './decisions';
import { describeEachDatabase } from './store/testDatabases';
import type { Healing } from './testSupport/healing';
import { cures, deployOf, down, failing, goodLivesOver, inTime, up } from './testSupport/lives';
import { everything, until } from './testSupport/quick';

const ana = 'user:default/ana';
const approved = { ...everything, mode: 'approve' as const };

describeEachDatabase('the healer and people', open => {
  const life = goodLivesOver(open);

  life('G-70 does nothing while the brake is on, and asks again', {}, async healing => {
    const { store, outside, reaches, fire } = healing;
    healing.holds.push({ by: 'file', reason: 'migration tonight' });
    await store.recordChange(deployOf('cart'), 'external:pipeline');
    outside.measures('cart', failing);
    await fire('cart');
    const { reason, dueAt } = await reaches('blocked');
    expect(reason).toContain('the brake is on: migration tonight (file)');
    expect(Date.parse(dueAt ?? '')).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(outside.ran).toEqual([]);
  });

  life('G-70 takes nothing back while the brake is on either', {}, async healing => {
    const { store, outside, reaches, fire, timeline } = healing;
    await store.recordChange(deployOf('cart'), 'external:pipeline');
    outside.measures('cart', failing);
    outside.now['roll-back'] = { service: 'cart', version: '2' };
    outside.effect = ({ params }) => {
      if (params.version !== '1') return;
      outside.measures('cart', { 'requests.errors': { value: 0.9, normal: 0 } });
      healing.holds.push({ by: 'user:default/ana', reason: 'stop' });
    };
    await fire('cart');
    const { id } = await reaches('undoing');
    const waits = async () =>
      (await timeline(id)).some(({ data }) => JSON.stringify(data).includes('brake is on: stop'));
    await until('what it waits for', waits);
    expect(outside.ran).toHaveLength(1);
    healing.holds.pop();
    await reaches('escalated');
    expect(outside.ran.map(({ params }) => params.version)).toEqual(['1', '2']);
  });

  life('asks, waits, and acts once somebody says yes', { policy: [approved], durations: inTime }, async healing => {
    const { store, outside, reaches, fire, wake } = healing;
    outside.measures('cart', down);
    cures(healing, 'restart');
    await fire('cart');
    const proposed = await reaches('proposed');
    expect(outside.ran).toEqual([]);
    await decide(store, proposed, incident => approve(incident, proposed.plan.digest, ana, new Date()));
    wake();
    const { attempts } = await reaches('resolved');
    expect(attempts).toMatchObject([{ outcome: 'healed', by: ana }]);
    expect(outside.ran).toHaveLength(1);
  });

  life(
    'proposes the next remedy after a no',
    { policy: [approved] },
    async ({ store, outside, reaches, fire, wake }) => {
      await store.recordChange(deployOf('cart'), 'external:pipeline');
      outside.measures('cart', down);
      await fire('cart');
      const first = await reaches('proposed');
      expect(first.plan.step.action).toBe('restart');
      await decide(store, first, incident => reject(incident, first.plan.digest, ana, 'not now'));
      wake();
      const next = await until('another proposal', async () => {
        const now = await reaches('proposed');
        return now.plan.digest !== first.plan.digest && now;
      });
      expect(next.plan.step.action).toBe('roll-back');
      expect(outside.ran).toEqual([]);
    },
  );

  life(
    'G-63 heals in silence so many times a week, and then asks until somebody takes note',
    { policy: [{ ...everything, limits: { ...everything.limits, healsPerWeek: 2 } }], durations: inTime },
    async healing => {
      const { store, outside, reaches, fire, incidents, timeline } = healing;
      const breaks = async () => {
        outside.measures('cart', down);
        await fire('cart');
      };
      const healed = (times: number) =>
        until(`${times} heals`, async () => {
          const attempts = (await incidents()).flatMap(one => (one.phase === 'resolved' ? one.attempts : []));
          return attempts.length === times;
        });
      cures(healing, 'restart');
      for (const times of [1, 2]) {
        await breaks();
        await healed(times);
      }
      const [incident] = await incidents();
      const types = (await timeline(incident?.id ?? '')).map(({ type }) => type);
      expect(types.filter(type => type === 'incident.problem-raised')).toHaveLength(1);
      await breaks();
      const { plan } = await reaches('proposed');
      expect(plan.verdicts).toContainEqual(expect.objectContaining({ guardrail: 'recurring', decision: 'ask' }));
      expect(outside.ran).toHaveLength(2);

      await acknowledgeProblem(store, { service: 'cart', failureMode: 'service-down', note: 'ticket 7' }, ana);
      expect(await store.problems({ open: true })).toEqual([]);
    },
  );

  life(
    'lets a proposal go when its condition is gone',
    { policy: [approved] },
    async ({ outside, reaches, fire, resolve }) => {
      outside.measures('cart', down);
      const alert = await fire('cart');
      await reaches('proposed');
      outside.measures('cart', up);
      await resolve(alert);
      expect((await reaches('expired')).reason).toContain('condition gone');
      expect(outside.ran).toEqual([]);
    },
  );

  life(
    'learns from a no: the next time another cause comes first',
    { policy: [approved], durations: { reopen: 0 } },
    async ({ store, outside, reaches, fire, resolve, wake }) => {
      await store.recordChange(deployOf('cart'), 'external:pipeline');
      outside.measures('cart', { ...down, ...failing });
      const alert = await fire('cart');
      const first = await reaches('proposed');
      expect(first.diagnosis.hypotheses.map(({ failureMode }) => failureMode)).toEqual(['bad-release', 'service-down']);
      const about = first.diagnosis.hypotheses[0]?.id ?? '';
      await decide(store, first, incident => feedback(incident, { hypothesis: about, right: false }, ana));
      outside.measures('cart', up);
      await resolve(alert);
      wake();
      await reaches('expired', first.id);

      outside.measures('cart', { ...down, ...failing });
      await fire('cart');
      const next = await reaches('proposed');
      expect(next.id).not.toBe(first.id);
      expect(next.diagnosis.hypotheses[0]?.failureMode).toBe('service-down');
      expect(next.plan.step.action).toBe('restart');
    },
  );
});

async function decide(
  store: Healing['store'],
  { id }: Incident,
  events: (incident: Incident) => ReturnType<typeof approve>,
) {
  const incident = await store.incident(id);
  if (!incident) throw new Error(`no incident ${id}`);
  await store.append([
    { stream: streams.incident(id), expected: incident.version, events: events(incident), actor: ana },
  ]);
}
