import type { FieldChange, InPhase } from '@autocura/common';
import { streams } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { ActionFailedError } from './act/runners';
import { approve } from './decisions';
import { describeEachDatabase } from './store/testDatabases';
import { cures, deployOf, down, inTime, livesOver } from './testSupport/lives';
import type { Healing } from './testSupport/healing';
import { everything, until } from './testSupport/quick';

const changes: FieldChange[] = [{ object: 'Deployment shop/cart', field: 'spec.replicas', from: '3', to: '5' }];

const ana = 'user:default/ana';

async function approves({ store, wake }: Healing, { id, plan }: InPhase<'proposed'>) {
  const incident = await store.incident(id);
  if (!incident) throw new Error(`no incident ${id}`);
  const events = approve(incident, plan.digest, ana, new Date());
  await store.append([{ stream: streams.incident(id), expected: incident.version, events, actor: ana }]);
  wake();
}

describeEachDatabase('the healer, before it acts,', open => {
  const life = livesOver(open);

  life('G-33 keeps what will change with the intent', { durations: inTime }, async h => {
    h.outside.measures('cart', down);
    h.outside.foretell = () => changes;
    let kept: FieldChange[] | undefined;
    h.outside.effect = async () => {
      const [incident] = await h.incidents();
      kept = incident?.attempts[0]?.changes;
    };
    await h.fire('cart');
    expect(await until('the act', () => kept)).toEqual(changes);
  });

  const asking = { ...everything, mode: 'approve' as const };

  life('G-31 shows what would change with the proposal', { policy: [asking], durations: inTime }, async h => {
    h.outside.measures('cart', down);
    h.outside.foretell = () => changes;
    await h.fire('cart');
    const { plan } = await h.reaches('proposed');
    expect(plan.foretold).toEqual({ changes });
    expect(operations.approve.body.parse({ digest: plan.digest })).toEqual({ digest: plan.digest });
    expect(h.outside.ran).toEqual([]);
  });

  life('G-31 proposes what cannot be foretold, and says so', { policy: [asking], durations: inTime }, async h => {
    h.outside.measures('cart', down);
    h.outside.foretell = () => {
      throw new ActionFailedError('before', 'nobody answers');
    };
    await h.fire('cart');
    const { plan } = await h.reaches('proposed');
    expect(plan.foretold).toEqual({ cannot: 'failed before anything was sent: nobody answers' });
  });

  life('G-31 asks again when something else would change', { policy: [asking], durations: inTime }, async h => {
    h.outside.measures('cart', down);
    h.outside.foretell = () => changes;
    cures(h, 'restart');
    await h.fire('cart');
    const first = await h.reaches('proposed');
    const others = [{ ...changes[0]!, from: '4' }];
    h.outside.foretell = () => others;
    await approves(h, first);
    const second = await until('another proposal', async () => {
      const { plan, ...one } = await h.reaches('proposed');
      return plan.digest !== first.plan.digest && { plan, ...one };
    });
    expect(second.plan).toMatchObject({
      foretold: { changes: others },
      again: expect.stringContaining('something else'),
    });
    expect(h.outside.ran).toEqual([]);
    await approves(h, second);
    const { attempts } = await h.reaches('resolved');
    expect(attempts).toMatchObject([{ by: ana, changes: others }]);
  });

  life('keeps what was said of what was done, for people to read', { durations: inTime }, async h => {
    h.outside.measures('cart', down);
    h.outside.effect = () => '12 keys deleted';
    await h.fire('cart');
    const attempt = await until('the act', async () =>
      (await h.incidents())[0]?.attempts.find(({ actedAt }) => actedAt !== undefined),
    );
    expect(attempt).toMatchObject({ result: '12 keys deleted' });
    expect(attempt.failed).toBeUndefined();
  });

  life(
    'G-33 does nothing that is refused beforehand, and goes on to the next remedy',
    { durations: inTime },
    async h => {
      await h.store.recordChange(deployOf('cart'), 'external:pipeline');
      h.outside.measures('cart', down);
      h.outside.now['roll-back'] = { service: 'cart', version: '2' };
      h.outside.foretell = action => {
        if (action === 'restart') throw new ActionFailedError('refused', 'spec.template belongs to Argo CD');
        return changes;
      };
      cures(h, 'roll-back');
      await h.fire('cart');
      const { attempts } = await h.reaches('resolved');
      expect(h.outside.ran.map(({ action }) => action)).not.toContain('restart');
      expect(attempts.find(({ step }) => step.action === 'restart')).toMatchObject({
        failed: expect.stringContaining('belongs to Argo CD'),
        outcome: expect.stringMatching(/not healed|inconclusive/),
      });
    },
  );

  life('does nothing whose way back is refused', { durations: inTime }, async h => {
    await h.store.recordChange(deployOf('cart'), 'external:pipeline');
    h.outside.measures('cart', { ...down, 'requests.errors': { value: 0.3, normal: 0 } });
    h.outside.wayBack = action => {
      if (action === 'roll-back') throw new ActionFailedError('refused', 'cart is several');
    };
    await h.fire('cart');
    const attempt = await until('the attempt', async () =>
      (await h.incidents())[0]?.attempts.find(({ step, failed }) => step.action === 'roll-back' && failed),
    );
    expect(attempt.failed).toContain('cart is several');
    expect(h.outside.ran.map(({ action }) => action)).not.toContain('roll-back');
  });

  life(
    'gives a step up whose effect can never be told, and calls people when nothing else is left',
    { durations: inTime },
    async h => {
      h.outside.measures('cart', down);
      let asked = 0;
      h.outside.foretell = () => {
        asked += 1;
        throw new ActionFailedError('before', 'nobody answers');
      };
      await h.fire('cart');
      const { attempts, reason } = await h.reaches('escalated');
      expect(h.outside.ran).toEqual([]);
      expect(attempts.length).toBeGreaterThan(0);
      for (const { failed } of attempts) {
        expect(failed).toMatch(/^given up after 5 tries: what it would change cannot be told: .*nobody answers/);
      }
      expect(asked).toBe(5 * attempts.length);
      expect(reason).not.toBe('');
    },
  );

  life('waits while what it would change cannot be told', { durations: inTime }, async h => {
    h.outside.measures('cart', down);
    let asked = 0;
    h.outside.foretell = () => {
      asked += 1;
      if (asked < 3) throw new ActionFailedError('before', 'nobody answers');
      expect(h.outside.ran).toEqual([]);
      return changes;
    };
    await h.fire('cart');
    await until('the act', () => h.outside.ran.length > 0);
    expect(asked).toBeGreaterThanOrEqual(3);
  });
});
