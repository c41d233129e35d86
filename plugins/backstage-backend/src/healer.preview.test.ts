import type { FieldChange } from '@autocura/common';
import { ActionFailedError } from './act/runners';
import { describeEachDatabase } from './store/testDatabases';
import { cures, deployOf, down, inTime, livesOver } from './testSupport/lives';
import { until } from './testSupport/quick';

const changes: FieldChange[] = [{ object: 'Deployment shop/cart', field: 'spec.replicas', from: '3', to: '5' }];

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
