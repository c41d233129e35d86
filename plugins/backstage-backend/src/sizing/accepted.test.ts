import type { SizingProposal } from '@autocura/common';
import { sizedId, streams } from '@autocura/common';
import { readFacts } from '../facts';
import { everything } from '../store/scope';
import { describeEachDatabase } from '../store/testDatabases';
import { sizingOf } from '../store/testHistory';
import type { Healing } from '../testSupport/healing';
import { goodLivesOver, inTime, up } from '../testSupport/lives';
import { everything as anything, knowing, quick } from '../testSupport/quick';
import { acceptSizing, refuseSizing } from './answer';
import { measureSizing } from './measure';

const ana = { actor: 'user:default/ana', scope: everything, reads: everything };
const idle = { ...up, 'replicas.running': 4, 'replicas.wanted': 4, 'requests.p95': 0.1 };
const params = { service: 'cart', replicas: 2 };
const step = { action: 'scale', target: 'cart', params };
const id = sizedId('sizing-1');
const asks = { ...anything, mode: 'approve' as const };

async function propose({ store, outside }: Healing, more: Partial<SizingProposal> = {}) {
  outside.measures('cart', idle);
  outside.now['scale'] = { ...params, replicas: 4 };
  const proposal = sizingOf(1, { service: 'cart', step, ...more });
  const event = { type: 'sizing.proposed' as const, data: { proposal } };
  await store.append([{ stream: streams.sizing('sizing-1'), expected: 0, events: [event], actor: 'autocura' }]);
}

const answering = ({ store, outside, policy, wake }: Healing) => {
  const { planning } = knowing(outside.acting);
  const facts = {
    ...{ store, source: outside.source, policy: async () => ({ rules: policy }), now: () => new Date() },
    ...{ brake: async () => ({ holds: [] }), protectedTargets: [], watchedMs: 150 },
  };
  return {
    ...{ store, planning, wake, now: () => new Date(), approvalMs: 60_000 },
    preview: outside.acting.preview,
    facts: (incident: Parameters<typeof readFacts>[1]) => readFacts(facts, incident),
  };
};

describeEachDatabase(
  'a proposal',
  open => {
    const life = goodLivesOver(open);

    life('accepted is an ordinary action with its way back, and ends measured', { durations: inTime }, async h => {
      await propose(h);
      h.outside.effect = async () =>
        h.outside.measures('cart', { ...idle, 'replicas.running': 2, 'replicas.wanted': 2 });
      const accepted = await acceptSizing('sizing-1', ana, answering(h));
      expect(accepted).toMatchObject({ state: 'accepted', by: ana.actor, incidentId: id });
      const incident = await h.reaches('resolved', id);
      expect(h.outside.ran).toEqual([expect.objectContaining({ action: 'scale', params })]);
      expect(incident).toMatchObject({
        ...{ began: 'sizing', severity: 'info', how: 'healed' },
        attempts: [{ step, outcome: 'healed', by: ana.actor, undo: expect.objectContaining({ action: 'scale' }) }],
      });
      // What did not have to be done earns an action nothing.
      expect(await h.store.worth()).toEqual([]);
    });

    life('that makes it worse is taken back', { durations: inTime }, async h => {
      await propose(h);
      h.outside.effect = async ({ params: to }) =>
        h.outside.measures('cart', to['replicas'] === 2 ? { ...idle, 'requests.errors': 0.4 } : idle);
      await acceptSizing('sizing-1', ana, answering(h));
      const incident = await h.reaches('resolved', id);
      expect(incident.attempts).toMatchObject([{ outcome: 'worse', undoneAt: expect.any(String) }]);
      expect(h.outside.ran).toHaveLength(2);
    });

    life(
      'that only a person may carry out is carried out on their word',
      { policy: [asks], durations: inTime },
      async h => {
        await propose(h);
        await acceptSizing('sizing-1', ana, answering(h));
        const { attempts } = await h.reaches('resolved', id);
        expect(attempts).toMatchObject([{ step, by: ana.actor }]);
      },
    );

    life('that guardrails deny stays open, and it is said why', { policy: [] }, async h => {
      await propose(h, { step: { ...step, params: { ...params, replicas: 400 } } });
      await expect(acceptSizing('sizing-1', ana, answering(h))).rejects.toThrow('replicas');
      expect(await h.store.watching.sizing('sizing-1')).toMatchObject({ state: 'open' });
      expect(await h.store.incident(id)).toBeUndefined();
    });

    life('is answered once', {}, async h => {
      await propose(h);
      await refuseSizing('sizing-1', 'not before the sale', ana, h);
      await expect(acceptSizing('sizing-1', ana, answering(h))).rejects.toThrow('It is refused');
    });

    life('what was saved is counted, and latency compared', { durations: inTime }, async h => {
      await propose(h);
      await acceptSizing('sizing-1', ana, answering(h));
      const incident = await h.reaches('resolved', id);
      const proposal = (await h.store.watching.sizing('sizing-1'))!;
      const acted = Date.parse(incident.attempts[0]!.actedAt!);
      const source = {
        courses: async (_: string[], [signal]: string[], from: Date) => {
          const isLater = from.getTime() >= acted;
          const value = signal === 'replicas.running' ? (isLater ? 3 : 4) : isLater ? 0.12 : 0.1;
          return [{ service: 'cart', signal: signal as 'requests.p95', points: [[1, value]] as [number, number][] }];
        },
      };
      const at = (ms: number) => ({ source, durations: quick, now: new Date(acted + ms) });
      expect(await measureSizing(proposal, incident, at(quick.soak))).toBeUndefined();
      expect(await measureSizing(proposal, incident, at(quick.soak + quick.verify))).toMatchObject({
        ...{ outcome: 'healed', saved: 1, latencyBefore: 0.1, latencyAfter: 0.12 },
      });
      expect(await measureSizing(proposal, { ...incident, attempts: [] }, at(0))).toMatchObject({ saved: 0 });
    });
  },
  ['better-sqlite3'],
);
