import type { Alert, IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { ActionFailedError } from './act/runners';
import { approve, run, undo } from './decisions';
import { readFacts } from './facts';
import { describeEachDatabase } from './store/testDatabases';
import type { Healing } from './testSupport/healing';
import { deployOf, down, failing, livesOver, up } from './testSupport/lives';
import { everything, knowing, until } from './testSupport/quick';

const ana = 'user:default/ana';
const bob = 'user:default/bob';

describeEachDatabase('the healer, when things go badly', open => {
  const life = livesOver(open);

  const say = async ({ store, wake }: Healing, id: string, events: IncidentEvent[]) => {
    const incident = await store.incident(id);
    await store.append([{ stream: streams.incident(id), expected: incident?.version ?? 0, events, actor: ana }]);
    wake();
  };

  life('G-01 does not act on an alert whose end was acknowledged while it measured', {}, async h => {
    h.outside.measures('cart', down);
    const fired: Alert[] = [];
    let ended = false;
    h.outside.asked = async () => {
      const [incident] = await h.incidents();
      const [alert] = fired;
      if (ended || !alert || incident?.phase !== 'planned') return;
      ended = true;
      await h.resolve(alert);
    };
    fired.push(await h.fire('cart'));
    await until('an end', async () => ['expired', 'resolved'].includes((await h.incidents())[0]?.phase ?? ''));
    expect(ended).toBe(true);
    expect(h.outside.ran).toEqual([]);
  });

  life('G-32 does what a person asks for and another approves, for an incident of unknown cause', {}, async h => {
    await h.fire('cart');
    const incident = await h.reaches('escalated');
    const facts = await readFacts({
      store: h.store,
      source: h.outside.source,
      policy: async () => ({ rules: h.policy }),
      brake: async () => ({ holds: [] }),
      protectedTargets: [],
      watchedMs: 150,
      now: () => new Date(),
    });
    h.outside.measures('cart', { 'requests.errors': 0.5, 'requests.rate': 5 });
    const step = { action: 'restart', target: 'cart', params: { service: 'cart' } };
    const { planning: settings } = knowing(h.outside.acting);
    await say(
      h,
      incident.id,
      run(incident, step, ana, { facts, settings, approvalMs: 60_000, foretold: { changes: [] } }),
    );
    const proposed = await h.reaches('proposed', incident.id);
    expect(h.outside.ran).toEqual([]);
    await say(h, incident.id, approve(proposed, proposed.plan.digest, bob, new Date()));
    await until('the act', () => h.outside.ran.length > 0);
    expect(h.outside.ran).toMatchObject([{ action: 'restart' }]);
  });

  life('heals though each turn comes later than a look is good for', { durations: { patience: 1 } }, async h => {
    h.outside.measures('cart', down);
    await h.fire('cart');
    await until('the act', () => h.outside.ran.length > 0);
  });

  life('hears of another outage while an act takes its time', {}, async h => {
    h.outside.measures('cart', down);
    let finish = () => {};
    h.outside.effect = () => new Promise<void>(resolve => (finish = resolve));
    await h.fire('cart');
    await until('the act', () => h.outside.ran.length > 0);
    await h.fire('orders');
    await until('the other one', async () => (await h.incidents()).some(({ service }) => service === 'orders'));
    finish();
  });

  life('G-52 keeps the way back of an undo that failed', {}, async h => {
    await h.store.recordChange(deployOf('cart'), 'external:pipeline');
    h.outside.measures('cart', failing);
    h.outside.now['roll-back'] = { service: 'cart', version: '2' };
    h.outside.effect = ({ params }) => {
      if (params.version === '2') throw new Error('the supervisor restarts');
      h.outside.measures('cart', { 'requests.errors': { value: 0.9, normal: 0 } });
    };
    await h.fire('cart');
    const incident = await h.reaches('escalated');
    const [attempt] = incident.attempts;
    expect(attempt).toMatchObject({ outcome: 'worse' });
    expect(undo(incident, attempt?.key ?? '', ana)).toMatchObject([{ type: 'incident.undoing' }]);
  });

  life('G-91 does nothing when its intent cannot be written down', {}, async h => {
    const append = h.store.append.bind(h.store);
    h.store.append = async (batches, options) => {
      const intends = batches.some(({ events }) => events.some(({ type }) => type === 'incident.acting'));
      if (intends) throw new Error('the disk is full');
      await append(batches, options);
    };
    h.outside.measures('cart', down);
    await h.fire('cart');
    await until('the failure', () => h.logged.some(({ level }) => level === 'error'));
    await h.reaches('planned');
    expect(h.outside.ran).toEqual([]);
  });

  life('gives no credit to an act that was refused', { durations: { verify: 20_000 } }, async h => {
    h.outside.measures('cart', down);
    const fired: Alert[] = [];
    h.outside.effect = async () => {
      h.outside.measures('cart', up);
      for (const alert of fired) await h.resolve(alert);
      throw new ActionFailedError('refused', 'the supervisor answered 403');
    };
    fired.push(await h.fire('cart'));
    const incident = await h.reaches('resolved');
    expect(incident.how).toBe('by itself');
    expect(incident.attempts).toMatchObject([{ outcome: 'inconclusive' }]);
    expect(await h.store.worth()).toMatchObject([{ healed: 0, inconclusive: 1 }]);
  });

  life('can still take back what an incident tried that went on in another', { durations: { verify: 60 } }, async h => {
    await h.store.recordChange(deployOf('cart'), 'external:pipeline');
    h.outside.measures('cart', failing);
    h.outside.now['roll-back'] = { service: 'cart', version: '2' };
    await h.fire('cart');
    const { attempts } = await h.reaches('escalated');
    await h.fire('payment');
    await until('two incidents', async () => (await h.incidents()).length === 2);
    h.topology = { edges: [{ from: 'cart', to: 'payment', known: 'traffic' }] };
    const into = await until('a merge', async () => (await h.incidents()).find(one => one.mergedInto)?.mergedInto);
    expect((await h.store.incident(into))?.attempts.map(({ key }) => key)).toContain(attempts[0]?.key);
  });

  life(
    'does not take back while another incident acts on the same target',
    { durations: { soak: 60_000 } },
    async h => {
      h.outside.measures('payment', down);
      h.topology = { edges: ['cart', 'orders'].map(from => ({ from, to: 'payment', known: 'traffic' as const })) };
      await h.fire('cart');
      const first = await h.reaches('verifying');
      const { key } = first.attempt;
      const verifiedAt = new Date().toISOString();
      await say(h, first.id, [
        { type: 'incident.verified', data: { key, outcome: 'not healed', because: [], after: [], verifiedAt } },
        { type: 'incident.escalated', data: { reason: 'people are wanted' } },
      ]);
      await h.fire('orders');
      await until('the second act', async () =>
        (await h.incidents()).some(one => one.id !== first.id && one.phase === 'verifying'),
      );
      await expect(say(h, first.id, [{ type: 'incident.undoing', data: { key } }])).rejects.toThrow(
        /acting on payment/,
      );
    },
  );

  life('does not close an incident while nothing can be measured', { durations: { verify: 60_000 } }, async h => {
    h.outside.measures('cart', down);
    h.policy.splice(0, 1, { ...everything, mode: 'observe' });
    const alert = await h.fire('cart');
    const { id } = await h.reaches('observed');
    h.outside.silence();
    await h.resolve(alert);
    const waits = () => h.timeline(id).then(events => events.find(({ type }) => type === 'incident.deferred'));
    expect(await until('it to wait', waits)).toMatchObject({
      data: { why: 'alerts are quiet, but nothing can be measured' },
    });
    expect((await h.store.incident(id))?.phase).toBe('observed');
  });
});
