import type { CatalogUser } from './catalogUser';
import { userTenants } from './userTenants';

const scene = () => {
  const state = { now: new Date('2026-01-01T00:00:00Z'), tenant: 'acme' as string | undefined, away: false, asked: 0 };
  const user = async (ref: string): Promise<CatalogUser> => {
    state.asked += 1;
    if (state.away) throw new Error('away');
    return { ref, claims: [ref], ...(state.tenant !== undefined && { tenant: state.tenant }) };
  };
  const tenantOf = userTenants({ user, now: () => state.now });
  const later = (seconds: number) => (state.now = new Date(state.now.getTime() + seconds * 1000));
  return { state, later, of: () => tenantOf('user:default/ana') };
};

test('what the catalog says counts for half a minute', async () => {
  const { state, later, of } = scene();
  expect([await of(), await of(), state.asked]).toEqual(['acme', 'acme', 1]);
  state.tenant = 'other';
  later(31);
  expect(await of()).toBe('other');
});

test('S10 while the catalog is away what it said within ten minutes counts, and then nobody is of none', async () => {
  const { state, later, of } = scene();
  await of();
  state.away = true;
  later(590);
  expect(await of()).toBe('acme');
  later(20);
  await expect(of()).rejects.toThrow('is not known while the catalog does not answer');
});

test('S10 of whom the catalog never said anything nobody is taken for being of no tenant', async () => {
  const { state, of } = scene();
  state.away = true;
  await expect(of()).rejects.toThrow('is not known');
});

test('who is of none is told so', async () => {
  const { state, of } = scene();
  state.tenant = undefined;
  expect(await of()).toBeUndefined();
});
