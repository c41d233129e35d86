import { ago, anIncident } from '../plan/examples';
import { defaultDurations } from '../settings';
import type { Stretch } from '../usual';
import type { World } from '../world';
import { usualBefore } from './usual';

const minutesAgo = (minutes: number) => new Date(ago(minutes));
const outage = (from: number, until: number): Stretch => ({ from: minutesAgo(from), until: minutesAgo(until) });
const usual = (...outages: Stretch[]) => {
  const world = { outages: async () => outages } as unknown as World;
  return usualBefore(anIncident({ startedAt: ago(60) }), { durations: defaultDurations }, world);
};

test('usual is what was before the trouble may have begun', async () =>
  expect(await usual()).toEqual({ before: minutesAgo(65), except: [] }));

test('an earlier outage is left out, from where it may have begun', async () =>
  expect(await usual(outage(90, 70))).toEqual({ before: minutesAgo(65), except: [outage(95, 70)] }));

test('one that began later has nothing to do with it', async () =>
  expect(await usual(outage(50, 40))).toMatchObject({ except: [] }));
