import { streams } from '@autocura/common';
import { tellAct } from './decisions';
import { actions } from './act';
import { describeEachDatabase } from './store/testDatabases';
import { cures, down, goodLivesOver, inTime, up } from './testSupport/lives';
import { everything, until } from './testSupport/quick';

const ana = 'user:default/ana';
const observing = { ...everything, mode: 'observe' as const };
const restartCart = { action: 'restart', target: 'cart', params: { service: 'cart' } };

describeEachDatabase('the healer that may only observe', open => {
  const life = goodLivesOver(open);

  life('names the step, does nothing and asks nobody', { policy: [observing] }, async healing => {
    const { outside, reaches, fire, resolve, timeline } = healing;
    outside.measures('cart', down);
    const alert = await fire('cart');
    const { id, plan } = await reaches('observed');
    expect(plan.step).toEqual(restartCart);
    outside.measures('cart', up);
    await resolve(alert);
    expect((await reaches('resolved')).how).toBe('by itself');
    const types = (await timeline(id)).map(({ type }) => type);
    expect(types).not.toEqual(expect.arrayContaining(['incident.proposed']));
    expect(types).not.toEqual(expect.arrayContaining(['incident.escalated']));
    expect(outside.ran).toEqual([]);
  });

  life(
    'measures what a person did as it would measure itself',
    { policy: [observing], durations: inTime },
    async healing => {
      const { store, outside, reaches, fire, resolve, wake } = healing;
      outside.measures('cart', down);
      const alert = await fire('cart');
      const incident = await reaches('observed');
      const events = tellAct(incident, { step: restartCart }, ana, new Date(), { actions });
      const stream = streams.incident(incident.id);
      await store.append([{ stream, expected: incident.version, events, actor: ana }]);
      outside.measures('cart', up);
      wake();
      await resolve(alert);
      const { how, people } = await reaches('resolved');
      expect(how).toBe('by a person');
      expect(people).toMatchObject([{ by: ana, step: restartCart, outcome: 'healed' }]);
      expect(outside.ran).toEqual([]);
    },
  );

  const heldBack = { ...everything, limits: { ...everything.limits, holdBack: 1 } };
  life(
    'G-54 holds back by lot, and counts what happened meanwhile',
    { policy: [heldBack], durations: inTime },
    async h => {
      h.outside.measures('cart', down);
      cures(h, 'restart');
      await h.fire('cart', { severity: 'warning' });
      expect((await h.reaches('blocked')).reason).toContain('held back, as 100 % are');
      expect(h.outside.ran).toEqual([]);
      expect((await h.reaches('resolved')).how).toBe('healed');
      const [episode] = await h.store.untouched(['cart']);
      expect(episode).toMatchObject({ failureMode: 'service-down', how: 'acted' });
      // The healer of these tests watches an effect for 150 ms.
      expect(Date.parse(episode?.ended ?? '') - Date.parse(episode?.began ?? '')).toBeGreaterThan(150);
    },
  );

  life('says that what a person did came to nothing', { policy: [observing] }, async healing => {
    const { store, outside, reaches, fire, wake } = healing;
    outside.measures('cart', down);
    await fire('cart');
    const incident = await reaches('observed');
    const events = tellAct(incident, { says: 'Hoped' }, ana, new Date(), { actions });
    const stream = streams.incident(incident.id);
    await store.append([{ stream, expected: incident.version, events, actor: ana }]);
    wake();
    const outcome = await until('an outcome', async () => (await store.incident(incident.id))?.people?.[0]?.outcome);
    expect(outcome).toBe('not healed');
    expect((await store.incident(incident.id))?.phase).toBe('observed');
  });
});
