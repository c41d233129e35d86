import type { AnyEvent, HealthState, Stored } from '@autocura/common';
import { alertOf, openedWith, storedAs, time } from '../store/testHistory';
import { incidentAfter, waysInto } from '../testSupport/phases';
import { Ledger } from './ledger';

const incident = incidentAfter(waysInto.open);
const at = (seconds: number, stream: string, event: AnyEvent): Stored<AnyEvent> => ({
  ...storedAs(stream, 1, event),
  at: time(seconds),
});
const turns = (seconds: number, from: HealthState, to: HealthState) =>
  at(seconds, 'service/cart', { type: 'service.health-changed', data: { service: 'cart', from, to, reasons: [] } });

test('G-22 knows when services fell ill and incidents began, as long as a storm leaves a trace', () => {
  const ledger = new Ledger();
  ledger.take(turns(0, 'unknown', 'ok'));
  ledger.take(turns(60, 'ok', 'critical'));
  ledger.take(at(70, 'incident/i1', openedWith([alertOf(1)])));
  const { services, censuses, opened } = ledger.facts(new Date(time(7_210)), incident);
  expect(services).toEqual({ known: 1, unhealthy: 1 });
  expect(censuses).toEqual([{ at: time(60), known: 1, unhealthy: 1 }]);
  expect(opened).toEqual([time(70)]);
});

test('remembers outages for a day, and not those that were merged', () => {
  const ledger = new Ledger();
  ledger.wasOutage({ ...incident, startedAt: time(0), services: ['cart', 'web'] }, time(60));
  ledger.wasOutage({ ...incident, startedAt: time(10), mergedInto: 'other' }, time(60));
  ledger.wasOutage({ ...incident, startedAt: time(20), services: ['books'] }, time(90));
  ledger.wasOutage({ ...incident, startedAt: time(20), services: ['web'], began: 'predicted', alerts: [] }, time(90));
  const outage = { from: new Date(time(0)), until: new Date(time(60)) };
  expect(ledger.outagesOf(['web'], new Date(time(60)))).toMatchObject([outage]);
  expect(ledger.outagesOf(['web'], new Date(time(61)))).toEqual([]);
  expect(ledger.outagesOf(['nobody'], new Date(time(0)))).toEqual([]);
  ledger.wasOutage({ ...incident, startedAt: time(90_000), services: ['cart'] }, time(90_061));
  expect(ledger.outagesOf(['web'], new Date(time(0)))).toEqual([]);
});

test('G-64 knows what people changed', () => {
  const ledger = new Ledger();
  const change = { id: 'c1', kind: 'scale' as const, service: 'cart', at: time(1), summary: 'Scale to 3' };
  for (const by of ['user:default/ana', 'ci']) {
    ledger.take(at(1, `change/${by}`, { type: 'change.recorded', data: { change: { ...change, id: by, by } } }));
  }
  expect(ledger.facts(new Date(time(60)), incident).touched).toEqual([
    { service: 'cart', at: time(1), by: 'user:default/ana', says: 'Scale to 3' },
  ]);
});
