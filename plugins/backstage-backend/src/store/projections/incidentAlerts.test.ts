import type { Incident, IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { Store } from '../index';
import { mostListed } from '../brief';
import { describeEachDatabase, migrations } from '../testDatabases';
import { alertOf, joining, openedWith } from '../testHistory';
import { KnownAlerts } from './incidentAlerts';

const stream = streams.incident('i1');
const joined = (n: number): IncidentEvent => ({ type: 'incident.alert-joined', data: { alert: joining(alertOf(n)) } });
const many = 1_200;

describeEachDatabase('an incident of many alerts', open => {
  const storm = async () => {
    const { knex, another } = await open();
    const store = await Store.create(knex, { migrations });
    const append = (expected: number, ...events: IncidentEvent[]) =>
      store.append([{ stream, expected, events, actor: 'autocura' }]);
    await append(0, openedWith([alertOf(many)]));
    await append(1, ...Array.from({ length: many - 1 }, (_, n) => joined(n + 1)));
    return { store, knex, another, append };
  };

  it('is read whole by who wrote it and by who did not, in the order in which they began', async () => {
    const { store, another } = await storm();
    const other = await Store.create(another(), { migrations: false });
    const keys = Array.from({ length: many }, (_, n) => joining(alertOf(n + 1)).key);
    for (const reader of [store, other]) {
      for (const incident of [await reader.incident('i1'), (await reader.openIncidents())[0]]) {
        expect(incident?.alerts.map(({ key }) => key)).toEqual(keys);
        expect(incident?.alertCount).toBeUndefined();
      }
    }
  });

  it('is listed with the first of them and their number', async () => {
    const { store } = await storm();
    const [listed] = (await store.incidents({ limit: 10 })).items;
    expect(listed?.alerts).toEqual((await store.incident('i1'))?.alerts.slice(0, mostListed));
    expect(listed?.alertCount).toBe(many);
  });

  it('is written only where it changed', async () => {
    const { knex, append } = await storm();
    await knex('incident_alerts').update('alert', 'untouched');
    await append(many, joined(many + 1), {
      type: 'incident.alert-changed',
      data: { key: joining(alertOf(7)).key, status: 'resolved' },
    });
    expect(await knex('incident_alerts').whereNot('alert', 'untouched').orderBy('key').pluck('key')).toEqual(
      [alertOf(7), alertOf(many + 1)].map(alert => joining(alert).key),
    );
  });

  it('lets go of what leaves it', async () => {
    const { store, another, append } = await storm();
    const keys = Array.from({ length: many - 2 }, (_, n) => joining(alertOf(n + 1)).key);
    await append(many, { type: 'incident.split', data: { to: 'i2', keys, why: 'they proved separate' } });
    const other = await Store.create(another(), { migrations: false });
    for (const reader of [store, other]) expect((await reader.incident('i1'))?.alerts).toHaveLength(2);
  });

  it('is what is stored after a write that failed', async () => {
    const { store, append } = await storm();
    await expect(append(many, joined(many + 1), openedWith([alertOf(1)]))).rejects.toThrow('cannot be number');
    expect((await store.incident('i1'))?.alerts).toHaveLength(many);
    await append(many, joined(many + 2));
    expect((await store.incident('i1'))?.alerts.at(-1)?.key).toBe(joining(alertOf(many + 2)).key);
  });
});

describe('known alerts', () => {
  const incident = (id: string, version: number, alerts: number): { incident: Incident } => {
    const held = Array.from({ length: alerts }, (_, n) => joining(alertOf(n)));
    return { incident: { id, version, alerts: held } as Incident };
  };

  it('are those of one version', () => {
    const known = new KnownAlerts();
    known.keep([incident('i1', 2, 3), incident('i1', 1, 1)]);
    expect(known.of({ id: 'i1', version: 2 })).toHaveLength(3);
    expect(known.of({ id: 'i1', version: 1 })).toBeUndefined();
  });

  it('are forgotten, the oldest first, when they become too many', () => {
    const known = new KnownAlerts(10);
    known.keep([incident('i1', 1, 4), incident('i2', 1, 4), incident('i3', 1, 4)]);
    const held = ['i1', 'i2', 'i3'].map(id => known.of({ id, version: 1 })?.length);
    expect(held).toEqual([undefined, 4, 4]);
    known.keep([incident('i4', 1, 40)]);
    expect(known.of({ id: 'i4', version: 1 })).toBeUndefined();
  });
});
