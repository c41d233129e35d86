import type { Incident, Topology } from '@autocura/common';
import fc from 'fast-check';
import type { PendingAlert } from './decision';
import { alertOf, minute, noon, pendingOf, Stored } from './testSupport/world';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const topology: fc.Arbitrary<Topology> = fc
  .array(fc.record({ from: name, to: name, known: fc.constant('traffic' as const) }), { maxLength: 8 })
  .map(edges => ({ edges }));

const labels = fc.record(
  {
    alertname: fc.constantFrom('ErrorRatio', 'Latency'),
    service: name,
    namespace: fc.constantFrom('x', 'y'),
    cluster: fc.constantFrom('p', 'q'),
    node: fc.constantFrom('n1', 'n2'),
  },
  { requiredKeys: ['alertname'] },
);
const minutesAfterNoon = (minutes: number) => new Date(noon + minutes * minute).toISOString();
const batch: fc.Arbitrary<PendingAlert[]> = fc.array(
  fc
    .tuple(labels, fc.integer({ min: 0, max: 40 }))
    .map(([said, after]) => pendingOf(alertOf(said, { startsAt: minutesAfterNoon(after) }))),
  { maxLength: 8 },
);

/** What may become of an incident between two rounds. */
const fate = fc.constantFrom<object>(
  {},
  { phase: 'diagnosed' },
  { phase: 'acting' },
  { phase: 'verifying' },
  { phase: 'escalated', reason: 'unknown' },
  { phase: 'resolved', how: 'healed', resolvedAt: minutesAfterNoon(20) },
);
const rounds = fc.array(fc.record({ batch, topology, fates: fc.array(fate, { minLength: 1, maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 4,
});

const everyRun = { seed: 20260131, numRuns: 200 };
const goingOn = (stored: Stored) => [...stored.incidents.values()].filter(one => one.mergedInto === undefined);
const keys = (incidents: Incident[]) => incidents.flatMap(({ alerts }) => alerts.map(({ key }) => key)).sort();
const keysOf = (pending: PendingAlert[]) => pending.map(({ key }) => key).sort();
const groups = (stored: Stored) =>
  goingOn(stored)
    .map(({ service, alerts }) => JSON.stringify([service, ...alerts.map(({ key }) => key).sort()]))
    .sort();

/** Plays the rounds and looks at what is stored after each, before the incidents' fates change it. */
function play(
  story: { batch: PendingAlert[]; topology: Topology; fates: object[] }[],
  look: (stored: Stored, batch: PendingAlert[]) => void,
) {
  const stored = new Stored();
  for (const round of story) {
    stored.topology = round.topology;
    stored.correlate(round.batch);
    look(stored, round.batch);
    stored.open.forEach(({ id }, index) => stored.set(id, round.fates[index % round.fates.length]!));
  }
}

test('no alert is lost: each that came is in exactly one incident, and the new ones in one that is open', () => {
  fc.assert(
    fc.property(rounds, story => {
      const sent: PendingAlert[] = [];
      play(story, (stored, latest) => {
        sent.push(...latest);
        expect(keys(goingOn(stored))).toEqual(keysOf(sent));
        expect(keys(stored.open)).toEqual(expect.arrayContaining(keysOf(latest)));
      });
    }),
    everyRun,
  );
});

test('what was decided leaves nothing to decide, even when all is sent again', () => {
  fc.assert(
    fc.property(rounds, story => {
      play(story, (stored, latest) => {
        expect(stored.decide([])).toEqual([]);
        expect(stored.decide(latest)).toEqual([]);
      });
    }),
    everyRun,
  );
});

test('the order in which one batch arrives changes no grouping', () => {
  const shuffled = batch.chain(all =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(rounds, shuffled, topology, (story, [straight, other], known) => {
      const [one, two] = [straight, other].map(last => {
        let stored = new Stored();
        play([...story, { batch: last, topology: known, fates: [{}] }], now => (stored = now));
        return groups(stored);
      });
      expect(two).toEqual(one);
    }),
    everyRun,
  );
});

test('alerts that name no object never share an incident', () => {
  fc.assert(
    fc.property(rounds, story => {
      play(story, stored => {
        for (const { alerts } of stored.incidents.values()) {
          const nameless = alerts.filter(alert => !alert.labels.service && !alert.labels.node);
          if (nameless.length > 0) expect(alerts).toHaveLength(1);
        }
      });
    }),
    everyRun,
  );
});

test('every alert that joined says why', () => {
  fc.assert(
    fc.property(rounds, story => {
      play(story, stored => {
        for (const { why } of goingOn(stored).flatMap(({ alerts }) => alerts)) expect(why).not.toMatch(/undefined|^$/);
      });
    }),
    everyRun,
  );
});
