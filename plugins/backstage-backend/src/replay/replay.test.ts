import type { Incident, IncidentEvent, Stored } from '@autocura/common';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { cures, down, failing, inTime } from '../testSupport/lives';
import { startHealing } from '../testSupport/healing';
import { everything, knowing } from '../testSupport/quick';
import { evolve, Store } from '../store';
import { Credits } from './credits';
import { inShort, replaying, start } from './testSupport/replaying';
import { restart, Script } from './testSupport/script';
import { UntouchedEpisodes } from './untouchedEpisodes';

describeEachDatabase('replaying what the loop has lived', open => {
  it('by the policy it lived under goes as it went, and touches and writes nothing', async () => {
    const from = new Date();
    const healing = await startHealing(await open(), { durations: inTime });
    const { store, outside, fire, reaches } = healing;
    try {
      outside.measures('cart', down);
      cures(healing, 'restart');
      await fire('cart');
      await reaches('resolved');
      outside.measures('web', failing);
      await fire('web');
      await reaches('escalated');
    } finally {
      await healing.stop();
    }
    const before = await store.tableRows();
    const ran = outside.ran.length;
    const about = { from, knowledge: knowing(outside.acting, inTime) };

    const { episodes } = await replaying(store.history(3), [everything], about);
    expect(episodes.map(({ service, same }) => ({ service, same }))).toEqual([
      { service: 'cart', same: true },
      { service: 'web', same: true },
    ]);
    expect(episodes.map(inShort)).toEqual([['done restart cart (healed)'], ['no remedy']]);

    const careful = { ...everything, mode: 'approve' as const };
    const asked = await replaying(store.history(), [careful], about);
    expect(asked.episodes.map(inShort)).toEqual([['proposed restart cart'], ['no remedy']]);
    expect(await store.tableRows()).toEqual(before);
    expect(outside.ran).toHaveLength(ran);
  });

  it('knows what remedies were worth as the store does', async () => {
    const clock = { now: start };
    const { knex } = await open();
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    const script = new Script(start);
    const outcomes = ['healed', 'not healed', 'worse', 'inconclusive', 'healed'] as const;
    for (const [n, outcome] of outcomes.entries()) {
      const service = n % 2 === 0 ? 'cart' : 'a/b';
      script.fires(`i${n}`, service);
      script.found(`i${n}`, { failureMode: 'memory-leak', remedies: [restart(service)] });
      script.does(`i${n}`, restart(service), outcome);
      const hypothesis = `${service}/memory-leak`;
      const answer = (right: boolean) =>
        script.of(`i${n}`, { type: 'incident.feedback', data: { hypothesis, right, by: 'user:default/ana' } });
      if (n === 0 || n === 3) answer(false);
      if (n === 3) answer(true);
      script.ends(`i${n}`);
    }
    for (const how of ['by itself', 'by a person'] as const) {
      script.fires(how, 'cart');
      script.found(how, { failureMode: 'memory-leak', remedies: [restart('cart')] });
      script.pass(3);
      script.ends(how, how);
    }
    await script.into(store, clock);
    const credits = new Credits();
    const untouched = new UntouchedEpisodes();
    const incidents = new Map<string, Incident>();
    for (const event of script.events.filter(isOfIncident)) {
      const incident = evolve(incidents.get(event.stream), event);
      incidents.set(event.stream, incident);
      credits.take(event, incident);
      untouched.take(event, event.at, incident);
    }
    const sorted = (rows: object[]) => rows.map(row => JSON.stringify(Object.entries(row).sort())).sort();
    expect(sorted(credits.worth())).toEqual(sorted(await store.worth()));
    expect(credits.worth().length).toBeGreaterThan(2);
    for (const services of [['cart'], ['a/b', 'cart'], []]) {
      expect(sorted(credits.trials(services))).toEqual(sorted(await store.trials(services)));
      expect(sorted(untouched.at(services, credits))).toEqual(sorted(await store.untouched(services)));
    }
    expect(untouched.at(['cart'], credits).map(({ how }) => how)).toEqual(['acted', 'acted', 'cleared', 'by a person']);
  });
});

const isOfIncident = (event: Stored): event is Stored<IncidentEvent> => event.type.startsWith('incident.');
