import type { Autonomy, Incident } from '@autocura/common';
import type { Stage } from './rehearse';
import { rehearse } from './rehearse';

type Phase = 'proposed' | 'resolved' | 'expired' | 'verifying';

/** An Autocura that always names the same cause, needs ten episodes of each kind, and heals when it may. */
function fakeAutocura({ heals = true } = {}) {
  const told: string[] = [];
  let [left, healed, waited] = [0, 0, 0];
  let phase: Phase = 'resolved';
  let number = 0;
  const level = () => (left >= 10 && healed >= 10 ? 'auto' : 'propose');
  const incident = () =>
    ({
      ...{ id: `i${number}`, phase, attempts: [], alerts: [{ status: 'firing' }], startedAt: '2999-01-01T00:00:00Z' },
      plan: { digest: `d${number}`, step: { action: 'restart', target: 'cart', params: {} } },
      diagnosis: { hypotheses: [{ failureMode: 'memory-leak', service: 'cart', remedies: [] }] },
    }) as unknown as Incident;
  const stage: Stage = {
    client: {
      incidents: async () => ({ items: phase === 'proposed' ? [incident()] : [] }),
      incident: async () => ({ incident: incident(), timeline: [] }),
      async approve() {
        told.push('approved');
        healed += heals ? 1 : 0;
        phase = heals ? 'resolved' : 'proposed';
        return incident();
      },
      async autonomy() {
        // Whoever asks twice has waited for as long as an effect is watched.
        waited += 1;
        if (phase === 'proposed' && waited === 2) left += 1;
        const share = { tried: { of: healed, successes: healed }, left: { of: left, successes: 0 } };
        const about = { failureMode: 'memory-leak', action: 'restart', service: 'cart', level: level(), ...share };
        return { items: [about as unknown as Autonomy] };
      },
    },
    second: { approve: async () => incident() },
    async inject(fault) {
      told.push(fault);
      number += 1;
      [phase, waited] = ['proposed', 0];
    },
    async clear() {
      told.push('cleared');
      if (phase === 'proposed') phase = 'expired';
    },
    well: async () => {},
    say: () => {},
  };
  return { stage, told };
}

test('nobody acts until it is known what happens by itself; then all is approved until it is earned', async () => {
  const { stage, told } = fakeAutocura();
  const [rehearsed] = await rehearse(stage, ['leak'], 0);
  expect(rehearsed).toMatchObject({ fault: 'leak', episodes: 20, earned: true, autonomy: { level: 'auto' } });
  const leftAlone = Array.from({ length: 10 }, () => ['leak', 'cleared']).flat();
  const healed = Array.from({ length: 10 }, () => ['leak', 'approved', 'cleared']).flat();
  expect(told).toEqual([...leftAlone, ...healed]);
});

test('faults take turns, and what could not be brought about is told and gone on from', async () => {
  const { stage, told } = fakeAutocura();
  const inject = stage.inject;
  const said: string[] = [];
  stage.say = text => void said.push(text);
  stage.inject = fault => (fault === 'broken' ? Promise.reject(new Error('no such process')) : inject(fault));
  const rehearsed = await rehearse(stage, ['leak', 'broken'], 0);
  expect(rehearsed).toMatchObject([{ earned: true }, { fault: 'broken', episodes: 40, earned: false }]);
  expect(said[1]).toBe('broken, episode 1 came to nothing: no such process');
  expect(told.slice(0, 5)).toEqual(['leak', 'cleared', 'cleared', 'leak', 'cleared']);
});

test('a fault rests for so long before it comes again', async () => {
  const { stage } = fakeAutocura();
  const at: number[] = [];
  const inject = stage.inject;
  stage.inject = async fault => {
    at.push(performance.now());
    await inject(fault);
  };
  await rehearse(stage, ['leak'], 20);
  const apart = at.slice(1).map((moment, index) => moment - at[index]!);
  // Node counts whole milliseconds, and may be early by a part of one.
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(19);
});
