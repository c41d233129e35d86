import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { generateSync } from 'otplib';
import { ownKeys } from '../secrets/keyService';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { type SecondFactors, secondFactors } from './secondFactor';

const ana = 'user:default/ana';
const minute = 60_000;

describeEachDatabase('a second factor', open => {
  let now: Date;
  const keys = ownKeys([['one', Buffer.alloc(32, 7)]]);
  const replica = async (knex: Knex, options: { migrations: string | false }) => {
    const store = await Store.create(knex, { ...options, keys, now: () => now });
    return { store, factors: secondFactors({ store, now: () => now, askedFor: ['irreversible'] }) };
  };
  /** Ana's app, and two replicas on one database. */
  async function scene() {
    now = new Date('2026-01-01T12:00:05Z');
    const { knex, another } = await open();
    const { store, factors } = await replica(knex, { migrations });
    const other = (await replica(another(), { migrations: false })).factors;
    const { secret } = await factors.begin(ana);
    const code = () => generateSync({ secret, epoch: now.getTime() / 1000 });
    const { recoveryCodes } = await factors.confirm(ana, code());
    later(1);
    return { store, factors, other, secret, code, recoveryCodes, knex };
  }
  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * minute));
  const spend = async (store: Store, factors: SecondFactors, code: string, what = 'digest-1') =>
    store.append([await factors.spend(ana, code, what)]);
  const wrongOf = (code: string) => code.replace(/./, digit => String((Number(digit) + 1) % 10));
  const lastOf = async (store: Store) => (await store.lastEvent(streams.factor(ana)))!;

  test('S13 a code counts once, for what it was given for', async () => {
    const { store, factors, other, code } = await scene();
    await spend(store, factors, code());
    expect(await lastOf(store)).toMatchObject({ type: 'factor.used', actor: ana, data: { for: 'digest-1' } });
    await expect(other.spend(ana, code(), 'digest-2')).rejects.toThrow('it was used before');
    expect(await lastOf(store)).toMatchObject({ type: 'factor.failed', data: { for: 'digest-2' } });
    later(1);
    await spend(store, other, code(), 'digest-2');
  });

  test('S13 of two replicas that are shown one code at once, one takes it', async () => {
    const { store, factors, other, code } = await scene();
    const spent = await Promise.all([factors.spend(ana, code(), 'digest-1'), other.spend(ana, code(), 'digest-2')]);
    const written = await Promise.allSettled(spent.map(batch => store.append([batch])));
    expect(written.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('S13 the code of the confirmation counts for nothing else', async () => {
    const { factors, code } = await scene();
    later(-1);
    await expect(factors.spend(ana, code(), 'digest-1')).rejects.toThrow('it was used before');
  });

  test('S13 five wrong ones, and none is taken for a quarter of an hour, not even a right one or on another replica', async () => {
    const { store, factors, other, code, recoveryCodes } = await scene();
    for (let times = 0; times < 5; times += 1) {
      await expect((times % 2 ? other : factors).spend(ana, wrongOf(code()), 'd')).rejects.toThrow('it is wrong');
      later(2);
    }
    await expect(other.spend(ana, code(), 'd')).rejects.toThrow(/none is taken until 2026-01-01T12:24:05/);
    await expect(other.spend(ana, recoveryCodes[0]!, 'd')).rejects.toThrow('none is taken');
    expect(await factors.read(ana)).toMatchObject({ lockedUntil: expect.any(String) });
    later(14);
    await spend(store, factors, code());
    expect(await factors.read(ana)).toMatchObject({ state: 'ready', recoveryCodesLeft: 10 });
  });

  test('S13 a hundred guesses at once are five', async () => {
    const { store, factors, other, code } = await scene();
    const guesses = Array.from({ length: 8 }, (_, index) =>
      (index % 2 ? other : factors).spend(ana, wrongOf(code()), 'd'),
    );
    await Promise.allSettled(guesses);
    const failed = (await store.events(streams.factor(ana))).filter(({ type }) => type === 'factor.failed');
    expect(failed).toHaveLength(5);
  });

  test('S13 a recovery code counts once in place of a code', async () => {
    const { store, factors, recoveryCodes } = await scene();
    await spend(store, factors, recoveryCodes[3]!.toLowerCase());
    expect(await factors.read(ana)).toMatchObject({ state: 'ready', recoveryCodesLeft: 9 });
    await expect(factors.spend(ana, recoveryCodes[3]!, 'd')).rejects.toThrow('does not count');
  });

  test.each([
    ['two hours ahead', 120],
    ['two hours behind', -120],
    ['five minutes behind', -5],
  ])('R10 the code of a clock %s is refused, and the reason says so', async (_, minutes) => {
    const { factors, secret } = await scene();
    const code = generateSync({ secret, epoch: now.getTime() / 1000 + minutes * 60 });
    await expect(factors.spend(ana, code, 'd')).rejects.toThrow(new RegExp(`another time \\(${minutes} min\\)`));
  });

  test('S9 neither the secret nor a recovery code is anywhere in the database', async () => {
    const { knex, store, secret, recoveryCodes } = await scene();
    const tables = { events: await knex('events').select(), secrets: await knex('secrets').select() };
    const all = JSON.stringify([tables, await store.tableRows()]);
    for (const planted of [secret, ...recoveryCodes]) expect(all).not.toContain(planted);
  });

  test('S13 whoever replaces it shows that they have it, and somebody else takes it away', async () => {
    const { store, factors, code } = await scene();
    await expect(factors.begin(ana)).rejects.toMatchObject({ name: 'SecondFactorNeededError', statusCode: 403 });
    await expect(factors.begin(ana, wrongOf(code()))).rejects.toThrow('it is wrong');
    const { secret } = await factors.begin(ana, code());
    later(1);
    // Until the new one is confirmed the old one counts.
    await spend(store, factors, code());
    const next = generateSync({ secret, epoch: now.getTime() / 1000 });
    await factors.confirm(ana, next);
    later(1);
    await expect(factors.spend(ana, code(), 'd')).rejects.toThrow('it is wrong');

    await expect(factors.reset(ana, 'lost', ana)).rejects.toThrow('Somebody else');
    await factors.reset(ana, 'lost', 'user:default/boss');
    expect(await lastOf(store)).toMatchObject({ type: 'factor.reset', actor: 'user:default/boss' });
    await expect(factors.spend(ana, code(), 'd')).rejects.toMatchObject({ name: 'SecondFactorMissingError' });
  });

  test('machines have none', async () => {
    const { factors } = await scene();
    for (const actor of ['token:0123456789ab', 'external:ci', 'autocura'])
      await expect(factors.begin(actor)).rejects.toThrow('for people');
  });
});
