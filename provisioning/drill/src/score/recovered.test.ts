import fc from 'fast-check';
import { rules } from './judged';
import { goodSince, recovery } from './recovered';
import { failing, injectedAt, runOf } from './testRuns';
import type { Shoppers } from './testRuns';

const quick = { ...rules, holdS: 10 };
const found = (shoppers: Shoppers, watchedS = 75, by = rules) => recovery(runOf({ watchedS }, shoppers), by);

/** Whole seconds from the injection, which happens 0.4 s into its second. */
const at = (s: number) => ({ is: 'recovered' as const, s: Math.max(0, Math.round((s - 0.4) * 10) / 10) });

type Found = ReturnType<typeof recovery>;
const neverHurt: Found = { is: 'never-hurt' };
const notRecovered: Found = { is: 'not-recovered' };
const relapsing: Shoppers = s => ({ ...failing(0, 9)(s), ...failing(20, 22)(s) });

test.each<{ name: string; shoppers: Shoppers; is: Found }>([
  { name: 'errors that end', shoppers: failing(2, 20), is: at(20) },
  { name: 'errors that never end', shoppers: failing(2), is: notRecovered },
  { name: 'nothing at all', shoppers: () => ({}), is: neverHurt },
  { name: 'slow answers that end', shoppers: s => (s < 15 ? { p95: 1263 } : {}), is: at(15) },
  { name: 'answers slower than before, but hardly', shoppers: () => ({ p95: 94 }), is: neverHurt },
  { name: 'one failed request is no relapse', shoppers: s => ({ failed: s < 9 ? 9 : s === 25 ? 1 : 0 }), is: at(9) },
  {
    name: 'one slow second is no relapse',
    shoppers: s => ({ ...failing(0, 9)(s), p95: s === 25 ? 900 : 80 }),
    is: at(9),
  },
  {
    name: 'a single failure may be the last of a fault',
    shoppers: s => ({ failed: s < 9 ? 9 : s === 9 ? 1 : 0 }),
    is: at(10),
  },
  { name: 'a relapse begins the period anew', shoppers: relapsing, is: at(22) },
  {
    name: 'nobody is answered',
    shoppers: s => (s < 20 ? { ok: 0, p50: null, p95: null, confirmed: 0 } : {}),
    is: at(20),
  },
])('$name', ({ shoppers, is }) => {
  expect(found(s => (s < 0 ? {} : shoppers(s)))).toEqual(is);
});

describe('a worker that is stuck', () => {
  // Orders of the last ten seconds are confirmed as soon as it works again; older ones have been noticed as late.
  const stuck =
    (from: number, until: number): Shoppers =>
    s => ({
      confirmed: s > from + 1 && s < until ? 0 : 3,
      late: s >= from + 12 && s < until + 2 ? 3 : 0,
    });

  test('has not recovered before it works again, although no request ever fails', () => {
    expect(found(stuck(0, 25))).toEqual(at(25));
  });

  test('is not called recovered in the seconds in which no order can be late yet, however short the period', () => {
    expect(found(stuck(0, 40), 75, quick)).toEqual(at(40));
    expect(found(stuck(0, 999), 75, quick)).toEqual({ is: 'not-recovered' });
  });

  test('is seen although few orders were made before', () => {
    expect(found(s => ({ ...stuck(0, 8)(s), late: 0, confirmed: s < 0 ? 1 : s < 8 ? 0 : 3 }))).toEqual(at(8));
  });

  test('is not called recovered later because orders from before were noticed late after it', () => {
    expect(found(s => ({ ...stuck(0, 25)(s), late: s >= 12 && s < 33 ? 3 : 0 }))).toEqual(at(25));
  });

  test('that falls behind again after a while has not recovered', () => {
    expect(found(s => ({ ...stuck(0, 25)(s), late: (s >= 12 && s < 27) || s > 50 ? 1 : 0 }))).toEqual({
      is: 'not-recovered',
    });
  });
});

describe('where watching ends', () => {
  test('a period that had no time to last is none', () => {
    expect(found(failing(2, 50), 79)).toEqual({ is: 'not-recovered' });
    expect(found(failing(2, 50), 80)).toEqual(at(50));
  });

  test('a period that begins after the cut counts for nobody, however long one arm is watched', () => {
    expect(found(failing(2, 61), 140)).toEqual({ is: 'not-recovered' });
    expect(found(failing(2, 60), 140)).toEqual(at(60));
  });

  test('unless one was under way at the cut', () => {
    const twice: Shoppers = s => (s < 50 ? failing(2)(s) : failing(70, 75)(s));
    expect(found(twice, 140)).toEqual(at(75));
  });
});

test('without records from before the injection nothing can be said', () => {
  const run = runOf({}, failing(2, 20));
  expect(recovery({ ...run, seconds: run.seconds.filter(({ t }) => t > injectedAt) })).toEqual({ is: 'unknown' });
});

test('tells a runner since when all has been well', () => {
  expect(goodSince(runOf({ watchedS: 60 }, failing(2)))).toBeNull();
  expect(goodSince(runOf({ watchedS: 60 }, failing(2, 55)))).toBe(at(55).s);
  expect(goodSince(runOf({ watchedS: 60 }, failing(2, 60)))).toBeNull();
});

test('recovery begins where the last failures of a fault end, whenever it came and however many there were', () => {
  const fault = fc.record({
    from: fc.nat(20),
    length: fc.integer({ min: 1, max: 20 }),
    failed: fc.integer({ min: 2, max: 30 }),
  });
  fc.assert(
    fc.property(fault, ({ from, length, failed }) => {
      expect(found(failing(from, from + length, failed))).toEqual(at(from + length));
    }),
  );
});

test('more failures never make a recovery sooner', () => {
  const failures = fc.array(fc.nat(8), { minLength: 75, maxLength: 75 });
  const seconds = (run: ReturnType<typeof recovery>) =>
    run.is === 'recovered' ? run.s : run.is === 'never-hurt' ? -1 : Infinity;
  fc.assert(
    fc.property(failures, fc.nat(74), fc.integer({ min: 1, max: 22 }), (each, s, more) => {
      const sparse = each.map((failed, i) => (i > 30 && failed < 8 ? 0 : failed));
      const shoppers =
        (extra: number): Shoppers =>
        t => ({ failed: t < 0 ? 0 : (sparse[t] ?? 0) + (t === s ? extra : 0) });
      const [less, worse] = [seconds(found(shoppers(0))), seconds(found(shoppers(more)))];
      expect(less === -1 || worse >= less).toBe(true);
    }),
  );
});
