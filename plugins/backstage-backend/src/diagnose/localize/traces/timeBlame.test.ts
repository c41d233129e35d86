import { span } from '../testSupport/given';
import { spanTree } from './spanTree';
import { timeBlame } from './timeBlame';
import { timeShifts, timesOf, timingsOf } from './timeShift';

/** Requests of a shop and a kiosk that both ask the stock, and of the shop that asks the till. */
const requests = ({ work = 5, way = 2, tillWay = 2 }: { work?: number; way?: number; tillWay?: number }) =>
  ['shop', 'kiosk'].flatMap(caller =>
    Array.from({ length: 6 }, (_, n) => `${caller}${n}`).flatMap(trace => [
      span(trace, 'a', `${caller}|buy`, 20 + work + way + tillWay),
      span(trace, 'a.b', `${caller}|GET`, work + way, 1),
      span(trace, 'a.b.c', 'stock|take', work, 1),
      ...(caller === 'shop'
        ? [
            span(trace, 'a.d', 'shop|GET', 3 + tillWay, 2 + work + way),
            span(trace, 'a.d.e', 'till|pay', 3, 2 + work + way),
          ]
        : []),
    ]),
  );
const shifts = (now: Parameters<typeof requests>[0]) =>
  timeShifts(timesOf(timingsOf(spanTree(requests({})))), timesOf(timingsOf(spanTree(requests(now)))));
const first = (now: Parameters<typeof requests>[0]) => [...timeBlame(shifts(now))].sort((a, b) => b[1] - a[1])[0];

test('own work that takes longer is blamed on the service that does it', () =>
  expect(first({ work: 80 })?.[0]).toBe('stock'));

test('a way that is slow for all callers is blamed on the end they share', () =>
  expect(first({ way: 80 })?.[0]).toBe('stock'));

test('a way that only one service uses is blamed on the end that has no other', () =>
  expect(first({ tillWay: 80 })?.[0]).toBe('till'));

test('where nothing takes longer nobody is blamed', () => expect(first({})?.[1]).toBe(0));

test('too few to compare are left out', () => {
  const few = timesOf(timingsOf(spanTree(requests({}).slice(0, 3))));
  expect(timeShifts(few, few)).toEqual([]);
});
