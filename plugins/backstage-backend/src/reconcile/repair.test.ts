import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import fc from 'fast-check';
import type { Episode } from './episodes';
import { episodesOf } from './episodes';
import { fingerprintOf } from './fingerprint';
import { type Listed, needsRecord, repair, type Situation } from './repair';

const minute = 60_000;
const now = new Date('2026-03-01T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * minute);
const labelsOf = (service: string) => ({ alertname: 'Sick', service });

const fired = (service: string, start: number, end?: number, sender: Alert['sender'] = 'alertmanager'): Alert => ({
  fingerprint: fingerprintOf(labelsOf(service)),
  ...{ sender, status: end === undefined ? 'firing' : 'resolved', labels: labelsOf(service), annotations: {} },
  startsAt: at(start).toISOString(),
  ...(end !== undefined && { endsAt: at(end).toISOString() }),
});
const listed = (alert: Alert, more: Partial<Listed> = {}): Listed => ({ alert, muted: false, silencedBy: [], ...more });
const episode = (service: string, start: number, end: number, more: Partial<Episode> = {}): Episode => ({
  ...{ labels: labelsOf(service), startsAt: at(start), lastAt: at(end), firing: false, cut: false },
  ...more,
});
const situation = (more: Partial<Situation> & { listed?: Listed[] | undefined } = {}): Situation => ({
  ...{ now, known: [], episodes: [], deafSince: at(-10), seen: {} },
  lists: [{ source: 'am', sender: 'alertmanager', listed: 'listed' in more ? more.listed : [] }],
  ...more,
});

describe('what fires there and is unknown here', () => {
  const cart = listed(fired('cart', -5));
  test('is taken in', () => expect(repair(situation({ listed: [cart] })).take).toEqual([cart.alert]));
  test('is not when the sender keeps it to itself', () =>
    expect(repair(situation({ listed: [{ ...cart, muted: true }] })).take).toEqual([]));
  test('is not while somebody listens and the sender is about to tell', () => {
    const young = listed(fired('cart', -1));
    expect(repair(situation({ listed: [young, cart], deafSince: undefined })).take).toHaveLength(1);
  });
  test('is not when it is known with a later start', () =>
    expect(repair(situation({ listed: [cart], known: [fired('cart', -4)] }))).toMatchObject({ take: [], end: [] }));
});

describe('what came and went', () => {
  const went = episode('cart', -8, -6);
  test('is told as the webhook would have', () =>
    expect(repair(situation({ episodes: [went] })).missed).toEqual([fired('cart', -8, -6)]));
  test.each<[string, Partial<Situation> & { listed?: Listed[] | undefined }]>([
    ['somebody listened', { deafSince: undefined }],
    ['it still fires', { episodes: [{ ...went, firing: true }] }],
    ['it ended before', { episodes: [episode('cart', -14, -11)] }],
    ['its start is not known', { episodes: [{ ...went, cut: true }] }],
    ['it is known', { known: [fired('cart', -8, -6)] }],
    [
      'it is known by more labels',
      { known: [{ ...fired('cart', -8, -6), labels: { ...labelsOf('cart'), cluster: 'eu' } }] },
    ],
    ['the sender lists it', { listed: [listed(fired('cart', -8))] }],
    ['the sender cannot be asked', { listed: undefined }],
    ['nothing is recorded', { episodes: undefined }],
  ])('is left alone when %s', (_, more) => expect(repair(situation({ episodes: [went], ...more })).missed).toEqual([]));
  test('is told beside another firing of the same alert', () =>
    expect(repair(situation({ episodes: [went], known: [fired('cart', -30, -20)] })).missed).toHaveLength(1));
});

describe('what is open here and ended there', () => {
  const open = fired('cart', -30);
  const ends = (more: Partial<Situation> & { listed?: Listed[] | undefined }) =>
    repair(situation({ known: [open], deafSince: undefined, ...more })).end.map(({ endsAt }) => endsAt);

  test('ends when Prometheus last saw it', () =>
    expect(ends({ episodes: [episode('cart', -20, -3, { cut: true })] })).toEqual([at(-3).toISOString()]));
  test('ends when the same labels fire anew', () =>
    expect(ends({ listed: [listed(fired('cart', -1))] })).toEqual([at(-1).toISOString()]));
  test.each<[string, Partial<Situation> & { listed?: Listed[] | undefined }]>([
    ['the sender lists it', { listed: [listed(open)], episodes: [episode('cart', -20, -3)] }],
    ['the sender cannot be asked', { listed: undefined, episodes: [episode('cart', -20, -3)] }],
    ['it fires by the record', { episodes: [episode('cart', -20, 0, { firing: true })] }],
    ['nobody knows of it', {}],
    ['it was listed until a moment ago', { seen: { am: { [alertKey(open)]: null } } }],
    [
      'it is another sender’s',
      { known: [fired('cart', -30, undefined, 'grafana')], episodes: [episode('cart', -20, -3)] },
    ],
  ])('stays open when %s', (_, more) => expect(ends(more)).toEqual([]));

  test('ends when it was listed once and is not for five minutes', () => {
    const key = alertKey(open);
    const first = repair(situation({ known: [open], deafSince: undefined, seen: { am: { [key]: null } } }));
    expect(first.seen).toEqual({ am: { [key]: now.toISOString() } });
    const later = { known: [open], deafSince: undefined, seen: first.seen };
    expect(repair(situation({ ...later, now: at(4) })).end).toEqual([]);
    expect(repair(situation({ ...later, now: at(4), listed: undefined })).seen).toEqual(first.seen);
    expect(repair(situation({ ...later, now: at(5) })).end).toMatchObject([{ endsAt: now.toISOString() }]);
    expect(repair(situation({ ...later, now: at(5), listed: [listed(open)] })).seen).toEqual({ am: { [key]: null } });
  });
});

test('the record is read only when it can tell something', () => {
  const [open, lists] = [fired('cart', -5), situation({ listed: [listed(fired('cart', -5))] }).lists];
  expect(needsRecord({ known: [open], lists, deafSince: undefined })).toBe(false);
  expect(needsRecord({ known: [open], lists: situation().lists, deafSince: undefined })).toBe(true);
  expect(needsRecord({ known: [], lists, deafSince: at(-1) })).toBe(true);
});

/** One service's true firings within the last half hour: minutes apart, the last perhaps still on. */
const firings = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), { maxLength: 4 })
  .map(spans => {
    let time = -30;
    return spans.map(([rest, length]) => ({ start: (time += rest), end: (time += length) }));
  })
  .map(spans => spans.filter(({ start }) => start < 0));

test('whatever was heard of, each firing is known once afterwards, and a second look finds nothing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('cart', 'orders'), firings),
      fc.integer({ min: -20, max: -1 }),
      (truth, deaf) => {
        const all = Object.entries(truth).flatMap(([service, spans]) => spans.map(span => ({ service, ...span })));
        const heard = all
          .filter(({ start }) => start < deaf)
          .map(({ service, start, end }) => fired(service, start, end < deaf ? end : undefined));
        const on = all.filter(({ end }) => end >= 0);
        const record = [...new Set(all.map(({ service }) => service))].map(service => ({
          labels: labelsOf(service),
          at: all
            .filter(one => one.service === service)
            .flatMap(({ start, end }) =>
              Array.from({ length: (Math.min(end, 0) - start) * 4 + 1 }, (_, n) => at(start + n / 4).getTime()),
            ),
        }));
        const given = situation({
          known: heard,
          episodes: episodesOf(
            record,
            on.map(({ service }) => labelsOf(service)),
            at(-35),
          ),
          deafSince: at(deaf),
          listed: on.map(({ service, start }) => listed(fired(service, start))),
        });
        const { take, end, missed } = repair(given);
        const ended = new Map(end.map(alert => [alertKey(alert), alert]));
        const after = [...heard.map(alert => ended.get(alertKey(alert)) ?? alert), ...take, ...missed];
        expect(new Set(after.map(alertKey)).size).toBe(after.length);
        // The end of a firing that was open when we stopped listening may be told by a later firing of the same alert.
        const keys = new Set(after.map(alertKey));
        for (const { service, start, end: over } of all) {
          const covered = after.some(
            alert =>
              alert.labels.service === service &&
              Date.parse(alert.startsAt) <= at(start).getTime() &&
              Date.parse(alert.endsAt ?? now.toISOString()) >= at(Math.min(over, 0)).getTime(),
          );
          expect(keys.has(alertKey(fired(service, start))) || covered).toBe(true);
        }
        const open = after.filter(({ status }) => status === 'firing').map(alertKey);
        expect(open.sort()).toEqual(on.map(({ service, start }) => alertKey(fired(service, start))).sort());
        expect(repair({ ...given, known: after })).toMatchObject({ take: [], end: [], missed: [] });
      },
    ),
    { numRuns: 500 },
  );
});
