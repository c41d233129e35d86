import { automatic, inShort, replaying } from '../replay/testSupport/replaying';
import { restart, rollBack, Script } from '../replay/testSupport/script';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { shadowReport } from '.';

const month = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };
const ana = 'user:default/ana';
const leak = { failureMode: 'memory-leak', remedies: [restart('cart')] };
const release = { failureMode: 'bad-release', remedies: [rollBack('orders')] };

/**
 * A month of the shop in which Autocura only observes, and somebody looks after it: 31 nights with a leak of the cart
 * that is restarted some minutes later, four bad releases, of which one is rolled back and one repaired otherwise, a
 * migration and a sale during which what Autocura named would have been harmful, and outages that nobody explained.
 */
function marchOf(operator: (script: Script, id: string, night: number) => void): Script {
  const script = new Script(new Date('2026-02-28T23:00:00.000Z'));
  for (let night = 1; night <= 31; night += 1) {
    script.now = new Date(Date.UTC(2026, 2, night, 3));
    const id = `leak-${night}`;
    script.fires(id, 'cart');
    script.found(id, leak);
    script.observes(id, restart('cart'));
    operator(script, id, night);
    script.ends(id, 'by a person');
  }
  const releases = [
    (id: string) => script.personDoes(id, ana, { says: 'Rolled orders back', step: rollBack('orders') }, 'healed'),
    (id: string) => script.personDoes(id, ana, { says: 'Fixed it forward' }, 'healed'),
    (id: string) => harmful(script, id, rollBack('orders'), 'the migration could not be rolled back'),
    (id: string) => harmful(script, id, rollBack('orders'), 'the old release could not serve the sale'),
  ];
  for (const [index, happens] of releases.entries()) {
    script.now = new Date(Date.UTC(2026, 2, 5 + 7 * index, 14));
    const id = `release-${index + 1}`;
    script.fires(id, 'orders');
    script.found(id, release);
    script.observes(id, rollBack('orders'));
    script.pass(12);
    happens(id);
    script.ends(id, 'by a person');
  }
  for (const day of [9, 19]) {
    script.now = new Date(Date.UTC(2026, 2, day, 10));
    script.fires(`odd-${day}`, 'gateway');
    script.foundNothing(`odd-${day}`);
    script.of(`odd-${day}`, { type: 'incident.escalated', data: { reason: 'The cause is unknown.' } });
    if (day === 19) script.personDoes(`odd-${day}`, ana, { says: 'Replaced a cable' }, 'healed');
    script.ends(`odd-${day}`, 'by a person');
  }
  return script;
}

function harmful(script: Script, id: string, step: ReturnType<typeof rollBack>, note: string) {
  script.of(id, {
    type: 'incident.marked',
    data: { digest: script.plan(id, step).digest, mark: 'harmful', by: ana, note },
  });
}

/** Restarts after as many minutes as it is late in the month; sleeps through every tenth night; once it did not help. */
function operator(script: Script, id: string, night: number) {
  const { digest } = script.plan(id, restart('cart'));
  if (night % 10 === 0) {
    script.pass(40);
    const mark = night === 30 ? 'unneeded' : 'right';
    script.of(id, { type: 'incident.marked', data: { digest, mark, by: ana } });
    return;
  }
  script.pass(night);
  const says = 'Restarted the cart';
  script.personDoes(id, ana, { says, step: restart('cart') }, night === 31 ? 'not healed' : 'healed');
}

describeEachDatabase('a month in the shadow', open => {
  it('is told exactly as it was scripted', async () => {
    const clock = { now: new Date(0) };
    const store = await Store.create((await open()).knex, { migrations, now: () => clock.now });
    const script = marchOf(operator);
    await script.into(store, clock);

    const { episodes, remedies, counts, left } = await shadowReport(store, month);
    // Nights 1 to 30 but for the three that were slept through: 465 - 10 - 20 - 30, and twelve for the release.
    expect(counts).toEqual({
      ...{ episodes: 37, causes: 35, steps: 35, minutesSaved: 405 + 12 },
      agreements: { acted: 0, agrees: 29, differs: 1, 'only autocura': 5, 'only people': 1, neither: 1 },
      outcomes: { healed: 30, 'not healed': 1, worse: 0, inconclusive: 0, 'not measured': 0 },
      marks: { right: 2, unneeded: 1, harmful: 2, 'not marked': 1 },
    });
    expect(remedies).toEqual([
      {
        ...{ failureMode: 'memory-leak', action: 'restart', service: 'cart' },
        ...{ named: 31, agrees: 28, healed: 27, right: 2, unneeded: 1, harmful: 0 },
      },
      {
        ...{ failureMode: 'bad-release', action: 'roll-back', service: 'orders' },
        ...{ named: 4, agrees: 1, healed: 1, right: 0, unneeded: 0, harmful: 2 },
      },
    ]);
    expect(left).toBe(0);
    expect(episodes.map(({ openedAt }) => openedAt)).toEqual(
      [...episodes.map(({ openedAt }) => openedAt)].sort().reverse(),
    );

    const harm = episodes.filter(({ would }) => would?.mark?.mark === 'harmful');
    expect(harm).toMatchObject([
      { incidentId: 'release-4', agreement: 'only autocura', would: { step: rollBack('orders') }, people: [] },
      { incidentId: 'release-3', would: { mark: { note: 'the migration could not be rolled back', by: ana } } },
    ]);
    expect(episodes.find(({ incidentId }) => incidentId === 'leak-7')).toMatchObject({
      cause: { at: '2026-03-07T03:00:30.000Z', title: 'memory-leak' },
      would: { at: '2026-03-07T03:00:30.000Z', says: 'restart cart' },
      people: [{ at: '2026-03-07T03:07:30.000Z', outcome: 'healed', verifiedAt: '2026-03-07T03:12:30.000Z' }],
      ...{ agreement: 'agrees', minutesSaved: 7, endedAt: '2026-03-07T03:12:30.000Z', how: 'by a person' },
    });
  });

  it('names what a replay by a policy that lets it act would have done', async () => {
    const clock = { now: new Date(0) };
    const store = await Store.create((await open()).knex, { migrations, now: () => clock.now });
    await marchOf(operator).into(store, clock);
    const { episodes } = await shadowReport(store, month);
    const replayed = await replaying(store.history(), [automatic], { from: new Date(month.from) });
    const steps = new Map(replayed.episodes.map(one => [one.incidentId, inShort(one)[0]]));
    for (const { incidentId, would } of episodes) {
      const expected = would ? `done ${would.step.action} ${would.step.target} (unknown)` : 'no remedy';
      expect([incidentId, steps.get(incidentId)]).toEqual([incidentId, expected]);
    }
    expect(episodes).toHaveLength(37);
  });

  it('tells the first of many, of incidents that opened in the time', async () => {
    const clock = { now: new Date(0) };
    const store = await Store.create((await open()).knex, { migrations, now: () => clock.now });
    await marchOf(operator).into(store, clock);
    const week = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' };
    const { episodes, counts, left } = await shadowReport(store, week, { most: 3 });
    expect(counts.episodes).toBe(8);
    expect(episodes.map(({ incidentId }) => incidentId)).toEqual(['leak-7', 'leak-6', 'release-1']);
    expect(left).toBe(5);
  });
});
