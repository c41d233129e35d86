import type { Alert } from '@autocura/common';
import { describeEachDatabase } from './store/testDatabases';
import { cures, deployOf, down, failing, goodLivesOver, inTime, up } from './testSupport/lives';
import { until } from './testSupport/quick';

const types = (timeline: { type: string }[]) => timeline.map(({ type }) => type.replace('incident.', ''));

describeEachDatabase('the healer', open => {
  const life = goodLivesOver(open);

  life('heals: opened, diagnosed, planned, acted, measured well', { durations: inTime }, async healing => {
    const { outside, reaches, fire, timeline } = healing;
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
  });

  life(
    'R14 tries the next remedy when one did not help, and then calls people with the whole story',
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

  life(
    'G-52 takes back what made it worse, and does not do it again',
    {},
    async ({ store, outside, reaches, fire }) => {
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
    },
  );

  life('does nothing on silence and says that it knows nothing', {}, async ({ outside, reaches, fire }) => {
    await fire('cart');
    const { reason, attempts } = await reaches('escalated');
    expect(reason).toContain('The cause is unknown');
    expect(reason).toMatch(/\d+ questions had no answer/);
    expect(attempts).toEqual([]);
    expect(outside.ran).toEqual([]);
  });

  life(
    'G-30 does not act on stale data, and does not wait for ever',
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
    'G-03 takes the same webhook ten times as one alert, one incident, one action',
    { durations: inTime },
    async healing => {
      const { store, outside, reaches, fire, resolve, incidents, wake } = healing;
      healing.another();
      outside.measures('cart', down);
      outside.effect = () => outside.measures('cart', up);
      const alert = await fire('cart');
      const again = async () => {
        await store.receive([alert], 'external:alertmanager');
        wake();
      };
      await Promise.all(Array.from({ length: 9 }, again));
      await until('the act', () => outside.ran.length > 0);
      await again();
      await resolve(alert);
      await resolve(alert);
      const { attempts, alerts } = await reaches('resolved');
      expect(alerts).toHaveLength(1);
      expect(attempts).toHaveLength(1);
      expect(outside.ran).toHaveLength(1);
      expect(await incidents()).toHaveLength(1);
    },
  );

  life('G-01 does not act when the alert resolves between plan and act', {}, async healing => {
    const { outside, reaches, fire, fired, resolve, incidents, timeline } = healing;
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
  });

  life(
    'merges two incidents when it is learnt that they are one outage, without a new alert',
    { durations: { settle: 60_000 } },
    async healing => {
      const { outside, reaches, fire, incidents } = healing;
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

  life('G-25 lets one incident act on a target and the other wait', { durations: { settle: 40 } }, async healing => {
    const { outside, fire, incidents, reaches } = healing;
    healing.another();
    outside.measures('payment', down);
    // Both depend on payment, and neither on the other: two incidents, one culprit.
    healing.topology = {
      edges: ['cart', 'orders'].map(from => ({ from, to: 'payment', known: 'traffic' as const })),
    };
    const blocked = reaches('blocked');
    // However slow the machine: the first is not through before the other wants its turn.
    outside.effect = async () => void (await blocked);
    await Promise.all([fire('cart'), fire('orders')]);
    const waiting = await blocked;
    const other = (await incidents()).find(({ id }) => id !== waiting.id);
    expect(waiting.reason).toBe(`incident ${other?.id} is acting on payment`);
    await reaches('escalated', other?.id);
    expect(outside.ran.map(({ key }) => key)).toEqual(other?.attempts.map(({ key }) => key));
  });

  life(
    'keeps what it found, and the alert that came while it measured',
    { durations: { ...inTime, settle: 50 } },
    async healing => {
      const { outside, fire, incidents, reaches, timeline, resolve } = healing;
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
    'G-37 records an act that threw, measures what came of it, and does not repeat it',
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
    async healing => {
      const { store, outside, fire, resolve, reaches, incidents } = healing;
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
