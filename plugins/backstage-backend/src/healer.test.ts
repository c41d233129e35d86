import type { Alert, Change, Incident } from '@autocura/common';
import { streams } from '@autocura/common';
import { approve, feedback, reject } from './decisions';
import { describeEachDatabase } from './store/testDatabases';
import { startHealing, type Healing } from './testSupport/healing';
import { everything, until } from './testSupport/quick';

const ana = 'user:default/ana';
const approved = { ...everything, mode: 'approve' as const };

/** What heals is given all the time it needs: a busy machine tells the incident late that its alert is quiet. */
const inTime = { verify: 20_000 };

/** No process of it runs: `restart` is what helps, and a release before makes `roll-back` the next remedy. */
const down = { availability: 0, 'replicas.running': 0, 'replicas.wanted': 1 };
const up = { availability: 1, 'replicas.running': 1, 'replicas.wanted': 1, 'requests.errors': 0 };
const failing = { 'requests.errors': { value: 0.3, normal: 0 } };

const deployOf = (service: string): Change => ({
  ...{ id: `deploy of ${service}`, kind: 'deploy', service, summary: `${service} 2`, from: '1', to: '2' },
  at: new Date(Date.now() - 2_000).toISOString(),
});

const types = (timeline: { type: string }[]) => timeline.map(({ type }) => type.replace('incident.', ''));

describeEachDatabase('the healer', open => {
  let healing: Healing;

  /** One life of one database; whatever happened, its read models can be made anew from its events. */
  const life = (name: string, options: Parameters<typeof startHealing>[1], test: (healing: Healing) => Promise<void>) =>
    it(name, async () => {
      healing = await startHealing(await open(), options);
      try {
        await test(healing);
      } finally {
        await healing.stop();
      }
      expect(healing.logged.filter(({ level }) => level === 'error')).toEqual([]);
      const before = await healing.store.tableRows();
      await healing.store.rebuild();
      expect(await healing.store.tableRows()).toEqual(before);
    });

  /** The world gets well by this effect, and the alert with it. */
  const cures = ({ outside, resolve, fired }: Healing, action: string, service = 'cart') => {
    outside.effect = async ran => {
      if (ran.action !== action) return;
      outside.measures(service, up);
      await Promise.all(fired.map(resolve));
    };
  };

  life(
    'heals: opened, diagnosed, planned, acted, measured well',
    { durations: inTime },
    async ({ outside, reaches, fire, timeline }) => {
      outside.measures('cart', down);
      cures(healing, 'restart');
      await fire('cart');
      const { id, how, attempts, diagnosis } = await reaches('resolved');
      expect(how).toBe('healed');
      expect(diagnosis?.hypotheses[0]).toMatchObject({ id: 'cart/service-down', standing: 'likely' });
      expect(attempts).toMatchObject([{ number: 1, outcome: 'healed', step: { action: 'restart', target: 'cart' } }]);
      expect(outside.ran).toEqual([{ action: 'restart', params: { service: 'cart' }, key: attempts[0]?.key }]);
      const story = types(await timeline(id));
      expect(story.filter(type => !['deferred', 'alert-changed', 'still-verifying'].includes(type))).toEqual([
        'opened',
        'diagnosed',
        'planned',
        'acting',
        'acted',
        'verified',
        'resolved',
      ]);
    },
  );

  life(
    'tries the next remedy when one did not help, and then calls people with the whole story',
    {},
    async ({ store, outside, reaches, fire }) => {
      await store.recordChange(deployOf('cart'), 'external:pipeline');
      outside.measures('cart', down);
      outside.now['roll-back'] = { service: 'cart', version: '2' };
      await fire('cart');
      const { attempts, reason } = await reaches('escalated');
      expect(attempts.map(({ step, outcome }) => [step.action, outcome])).toEqual([
        ['restart', 'not healed'],
        ['roll-back', 'not healed'],
      ]);
      expect(outside.ran.map(({ action }) => action)).toEqual(['restart', 'roll-back']);
      expect(reason).toContain('Tried: restart cart (not healed), roll-back cart (not healed)');
    },
  );

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

  life('takes back what made it worse, and does not do it again', {}, async ({ store, outside, reaches, fire }) => {
    await store.recordChange(deployOf('cart'), 'external:pipeline');
    outside.measures('cart', failing);
    outside.now['roll-back'] = { service: 'cart', version: '2' };
    outside.effect = ({ params }) =>
      outside.measures('cart', params.version === '1' ? { 'requests.errors': { value: 0.9, normal: 0 } } : failing);
    await fire('cart');
    const { attempts } = await reaches('escalated');
    expect(attempts).toMatchObject([{ outcome: 'worse', undoneAt: expect.any(String) }]);
    expect(outside.ran.map(({ params }) => params.version)).toEqual(['1', '2']);
    expect(outside.ran[1]?.key).toBe(`${outside.ran[0]?.key}/undo`);
  });

  life(
    'asks, waits, and acts once somebody says yes',
    { policy: [approved], durations: inTime },
    async ({ store, outside, reaches, fire, wake }) => {
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
    },
  );

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

  life('does nothing on silence and says that it knows nothing', {}, async ({ outside, reaches, fire }) => {
    await fire('cart');
    const { reason, attempts } = await reaches('escalated');
    expect(reason).toContain('The cause is unknown');
    expect(reason).toMatch(/\d+ of \d+ questions had no answer/);
    expect(attempts).toEqual([]);
    expect(outside.ran).toEqual([]);
  });

  life(
    'does not act on stale data, and does not wait for ever',
    {},
    async ({ store, outside, reaches, fire, timeline, incidents }) => {
      await store.recordChange(deployOf('cart'), 'external:pipeline');
      outside.measures('cart', failing);
      outside.asked = async () => {
        if ((await incidents())[0]?.phase === 'planned') outside.silence();
      };
      await fire('cart');
      const { id, attempts, reason } = await reaches('escalated');
      expect(types(await timeline(id))).toEqual(expect.arrayContaining(['planned', 'blocked']));
      expect(reason).toContain('The cause is unknown');
      expect(attempts).toEqual([]);
      expect(outside.ran).toEqual([]);
    },
  );

  life(
    'takes the same webhook ten times as one alert, one incident, one action',
    { durations: inTime },
    async ({ store, outside, reaches, fire, resolve, incidents, wake }) => {
      healing.another();
      outside.measures('cart', down);
      const alert = await fire('cart');
      const again = async () => {
        await store.receive([alert], 'external:alertmanager');
        wake();
      };
      await Promise.all(Array.from({ length: 9 }, again));
      await until('the act', () => outside.ran.length > 0);
      await again();
      outside.measures('cart', up);
      await resolve(alert);
      await resolve(alert);
      const { attempts, alerts } = await reaches('resolved');
      expect(alerts).toHaveLength(1);
      expect(attempts).toHaveLength(1);
      expect(outside.ran).toHaveLength(1);
      expect(await incidents()).toHaveLength(1);
    },
  );

  life(
    'does not act when the alert resolves between plan and act',
    {},
    async ({ outside, reaches, fire, fired, resolve, incidents, timeline }) => {
      healing.another();
      outside.measures('cart', down);
      let hit = false;
      outside.asked = async () => {
        const [incident] = await incidents();
        if (hit || incident?.phase !== 'planned') return;
        hit = true;
        outside.measures('cart', up);
        await Promise.all(fired.map(resolve));
        // The other replica tells the incident while this one is about to act.
        await until('the incident to hear', async () => (await incidents())[0]?.alerts[0]?.status === 'resolved');
      };
      await fire('cart');
      const { id } = await reaches('expired');
      expect(hit).toBe(true);
      expect(outside.ran).toEqual([]);
      expect(types(await timeline(id))).not.toContain('acting');
    },
  );

  life(
    'merges two incidents when it is learnt that they are one outage, without a new alert',
    { durations: { settle: 60_000 } },
    async ({ outside, reaches, fire, incidents }) => {
      outside.measures('payment', down);
      await fire('cart');
      await fire('payment');
      await until('two incidents', async () => (await incidents()).length === 2);
      healing.topology = { edges: [{ from: 'cart', to: 'payment', known: 'traffic' }] };
      const merged = await until('a merge', async () => (await incidents()).find(one => one.mergedInto !== undefined));
      const winner = (await incidents()).find(({ id }) => id === merged.mergedInto);
      expect(winner).toMatchObject({ service: 'payment', services: ['cart', 'payment'] });
      expect(winner?.alerts).toHaveLength(2);
      await reaches('escalated', winner?.id);
      expect(outside.ran.map(({ action, params }) => [action, params.service])).toEqual([['restart', 'payment']]);
      expect((await incidents()).find(({ id }) => id === merged.id)?.attempts).toEqual([]);
    },
  );

  life(
    'lets one incident act on a target and the other wait',
    { durations: { settle: 40 } },
    async ({ outside, fire, incidents, reaches }) => {
      healing.another();
      outside.measures('payment', down);
      // Both depend on payment, and neither on the other: two incidents, one culprit.
      healing.topology = {
        edges: ['cart', 'orders'].map(from => ({ from, to: 'payment', known: 'traffic' as const })),
      };
      await Promise.all([fire('cart'), fire('orders')]);
      const waiting = await reaches('blocked');
      const other = (await incidents()).find(({ id }) => id !== waiting.id);
      expect(waiting.reason).toBe(`incident ${other?.id} is acting on payment`);
      await reaches('escalated', other?.id);
      expect(outside.ran.map(({ key }) => key)).toEqual(other?.attempts.map(({ key }) => key));
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

  life(
    'keeps what it found, and the alert that came while it measured',
    { durations: { ...inTime, settle: 50 } },
    async ({ outside, fire, incidents, reaches, timeline, resolve }) => {
      healing.another();
      outside.measures('cart', down);
      const alerts: Alert[] = [];
      let interrupted = 0;
      outside.asked = async () => {
        const [incident] = await incidents();
        if (incident?.phase !== 'open' || alerts.length > 2) return;
        alerts.push(await fire('cart', { alertname: `Another${alerts.length}` }));
        await until('it to join', async () => (await incidents())[0]?.alerts.length === alerts.length);
        interrupted += 1;
      };
      outside.effect = async () => {
        outside.measures('cart', up);
        for (const alert of alerts) await resolve(alert);
      };
      alerts.push(await fire('cart'));
      const { id, alerts: known } = await reaches('resolved');
      expect(interrupted).toBe(1);
      expect(known.map(({ key, status }) => [key, status]).sort()).toEqual(
        alerts.map(({ fingerprint, startsAt }) => [`${fingerprint}@${startsAt}`, 'resolved']).sort(),
      );
      expect(outside.ran).toHaveLength(1);
      expect(types(await timeline(id)).filter(type => type === 'alert-joined')).toHaveLength(1);
    },
  );

  life(
    'records an act that threw, measures what came of it, and does not repeat it',
    {},
    async ({ outside, fire, reaches }) => {
      outside.measures('cart', down);
      outside.effect = () => {
        throw new Error('connection reset');
      };
      await fire('cart');
      const { attempts } = await reaches('escalated');
      expect(attempts).toMatchObject([
        { failed: 'connection reset', outcome: 'not healed', verifiedAt: expect.any(String) },
      ]);
      expect(outside.ran).toHaveLength(1);
    },
  );

  life(
    'leaves nothing pending: heartbeats, notes, and what an old incident has not heard',
    { durations: { ...inTime, reopen: 0 } },
    async ({ store, outside, fire, resolve, reaches, incidents }) => {
      await fire('cart', { alertname: 'Watchdog', severity: 'none' });
      await fire('cart', { severity: 'info' });
      outside.measures('cart', down);
      cures(healing, 'restart');
      const alert = await fire('cart');
      await reaches('resolved');
      expect(await store.pendingAlerts(10)).toEqual([]);
      expect(await incidents()).toHaveLength(1);
      await resolve(alert);
      expect(await store.pendingAlerts(10)).toEqual([]);
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
