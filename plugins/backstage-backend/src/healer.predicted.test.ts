import type { Prediction } from '@autocura/common';
import { hasEnded, predictedId, streams } from '@autocura/common';
import * as decide from './decisions';
import { predictionOf } from './store/testHistory';
import { describeEachDatabase } from './store/testDatabases';
import type { Healing } from './testSupport/healing';
import { goodLivesOver, inTime, up } from './testSupport/lives';
import { everything, until } from './testSupport/quick';

const ana = 'user:default/ana';
const id = predictedId('prediction-1');
const restartCart = { action: 'restart', target: 'cart', params: { service: 'cart' } };
const preventive = { ...everything, name: 'restarts', match: { action: ['restart'] }, preventive: true };
/** Of two replicas one may be restarted without anybody's leave. */
const filling = { ...up, 'replicas.running': 2, 'replicas.wanted': 2, 'memory.used': 70, 'memory.limit': 100 };

/** What the predictor writes when it foresees that cart's memory is full, or no longer does. */
async function foresee({ store, wake }: Healing, standing = true) {
  const now = new Date().toISOString();
  const foresight = { at: now, value: 0.7, likelihood: 0.8 };
  const told: Partial<Prediction> = { service: 'cart', told: foresight, latest: foresight, standing, incidentId: id };
  const prediction = predictionOf(1, told);
  const known = await store.incident(id);
  const opened = {
    type: 'incident.opened' as const,
    data: {
      ...{ service: 'cart', title: 'Memory of cart will reach the limit', severity: 'info' as const },
      ...{ began: 'predicted' as const, alerts: [], dueAt: now },
    },
  };
  const predicted = { type: 'incident.predicted' as const, data: { prediction } };
  await store.append([
    {
      ...{ stream: streams.incident(id), expected: known?.version ?? 0, actor: 'autocura' },
      events: known ? [predicted] : [opened, predicted],
    },
  ]);
  wake();
}

describeEachDatabase('what is only predicted', open => {
  const life = goodLivesOver(open);

  life('G-65 is proposed, whatever may be done by itself when something fails', { policy: [everything] }, async h => {
    h.outside.measures('cart', filling);
    await foresee(h);
    const { plan, severity, diagnosis } = await h.reaches('proposed');
    expect({ step: plan.step, severity }).toEqual({ step: restartCart, severity: 'info' });
    expect(plan.verdicts[0]).toMatchObject({ guardrail: 'only-predicted', decision: 'ask' });
    expect(diagnosis.hypotheses[0]?.because[0]?.says).toMatch(/^memory is at 70 % and is expected to reach 95 %/);
    expect(h.outside.ran).toEqual([]);
    expect((await h.store.notices({})).map(({ kind }) => kind)).toEqual(['predicted']);

    await foresee(h, false);
    expect((await h.reaches('expired')).reason).toBe('what was predicted is no longer expected');
    expect(h.outside.ran).toEqual([]);
  });

  life(
    'G-65 is prevented by itself where a rule names the action as preventive, and measured',
    { policy: [preventive], durations: inTime },
    async h => {
      h.outside.measures('cart', filling);
      h.outside.effect = async () => {
        h.outside.measures('cart', { ...filling, 'memory.used': 30 });
        // The predictor sees it at its next look; the incident is not waited for inside of its own act.
        setTimeout(() => void foreseeAgain(h), 0);
      };
      await foresee(h);
      const { how, attempts } = await h.reaches('resolved');
      expect(how).toBe('healed');
      expect(h.outside.ran.map(({ action }) => action)).toEqual(['restart']);
      expect(attempts).toMatchObject([{ outcome: 'healed', failureMode: 'memory-leak' }]);
    },
  );

  life('is done on the word of a person', { policy: [everything], durations: inTime }, async h => {
    h.outside.measures('cart', filling);
    await foresee(h);
    const incident = await h.reaches('proposed');
    const events = decide.approve(incident, incident.plan.digest, ana, new Date());
    await h.store.append([{ stream: streams.incident(id), expected: incident.version, events, actor: ana }]);
    h.wake();
    await until('the act', () => h.outside.ran.length > 0);
    expect(h.outside.ran.map(({ action }) => action)).toEqual(['restart']);
  });

  life(
    'is the same incident when the alert comes, of its severity, and no longer mere news',
    { policy: [everything] },
    async h => {
      h.outside.measures('cart', filling);
      await foresee(h);
      await h.reaches('proposed');
      await h.fire('cart', { alertname: 'MemoryNearLimit', severity: 'critical' });
      const incident = await until('the alert to join', async () => {
        const known = await h.store.incident(id);
        return known && known.alerts.length > 0 && known;
      });
      expect(await h.incidents()).toHaveLength(1);
      expect(incident).toMatchObject({
        ...{ began: 'predicted', severity: 'critical', title: 'MemoryNearLimit on cart' },
        ...{ predictions: [{ id: 'prediction-1' }], alerts: [{ name: 'MemoryNearLimit' }] },
      });
      const news = (await h.store.notices({})).find(({ kind }) => kind === 'predicted');
      expect(news).toMatchObject({ severity: 'info', closed: { why: 'it was predicted, and now it alerts' } });
    },
  );

  life('ends by itself when it is no longer expected, however far it has come', { policy: [everything] }, async h => {
    h.outside.measures('cart', up);
    await foresee(h);
    await foresee(h, false);
    const ended = await until('its end', async () => {
      const known = await h.store.incident(id);
      return known && hasEnded(known) && known;
    });
    expect(ended).not.toHaveProperty('how', 'by a person');
  });
});

/** The healer writes to the same incident meanwhile. */
async function foreseeAgain(h: Healing): Promise<void> {
  await foresee(h, false).catch(() => setTimeout(() => void foreseeAgain(h), 5));
}
