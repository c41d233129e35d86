import { span } from '../testSupport/given';
import { spanTree } from './spanTree';
import { timeBlame } from './timeBlame';
import { type TimeShift, timeShifts, timesOf, timingsOf, usualOf } from './timeShift';

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
const usual = (spans: ReturnType<typeof requests>) => usualOf([timesOf(timingsOf(spanTree(spans)))]);
const shifts = (now: Parameters<typeof requests>[0]) => timeShifts(usual(requests({})), usual(requests(now)));
const first = (now: Parameters<typeof requests>[0]) => [...timeBlame(shifts(now))].sort((a, b) => b[1] - a[1])[0];

test('own work that takes longer is blamed on the service that does it', () =>
  expect(first({ work: 80 })?.[0]).toBe('stock'));

test('a way that is slow for all callers is blamed on the end they share', () =>
  expect(first({ way: 80 })?.[0]).toBe('stock'));

test('a way that only one service uses is blamed on the end that has no other', () =>
  expect(first({ tillWay: 80 })?.[0]).toBe('till'));

test('where nothing takes longer nobody is blamed', () => expect(first({})?.[1]).toBe(0));

test('what is slower by far outweighs many trifles', () => {
  const shift = (between: string[], size: number): TimeShift => ({ between, size, what: 'way', normal: 0.01, now: 1 });
  const trifles = Array.from({ length: 14 }, (_, n) => shift([`caller${n}`, `callee${n}`], 3));
  const [worst] = [...timeBlame([shift(['kiosk', 'till'], 300), ...trifles])].sort((a, b) => b[1] - a[1]);
  expect(worst?.[0]).toBe('till');
  expect(worst?.[1]).toBeGreaterThan(2);
});

test('of few, the slowest of before is compared with the fastest of now', () => {
  const took = (...seconds: number[]) =>
    usualOf([timesOf(seconds.map(one => ({ between: ['till'], what: 'pay', startUs: 0, seconds: one })))]);
  expect(timeShifts(took(0.01, 0.02), took(1, 2, 3, 4, 5))).toMatchObject([{ normal: 0.02, now: 3, size: 298 }]);
  expect(timeShifts(took(0.01, 0.02), took(0.02, 9))).toMatchObject([{ normal: 0.02, now: 0.02, size: 0 }]);
  expect(timeShifts(took(0.01), took(1, 2, 3, 4, 5))).toEqual([]);
});
