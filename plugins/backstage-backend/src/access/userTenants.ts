import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogUser } from './catalogUser';

export interface UserTenantsOptions {
  user(ref: string): Promise<CatalogUser>;
  now(): Date;
}

/** Of which tenant the catalog says that somebody of Backstage is; nothing where of none. */
export type UserTenants = (ref: string) => Promise<string | undefined>;

const freshMs = 30_000;
/** What was said longer ago than this counts no more while the catalog is away. */
const mostStaleMs = 10 * 60_000;
const mostKnown = 10_000;

/** @throws ServiceUnavailableError while nobody can tell: nobody is taken for being of none then. */
export function userTenants({ user, now }: UserTenantsOptions): UserTenants {
  const known = new Map<string, { tenant: string | undefined; at: number }>();

  return async ref => {
    const last = known.get(ref);
    const age = last ? now().getTime() - last.at : Infinity;
    if (last && age < freshMs) return last.tenant;
    try {
      const { tenant } = await user(ref);
      known.delete(ref);
      known.set(ref, { tenant, at: now().getTime() });
      const [oldest] = known.keys();
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
      return tenant;
    } catch (error) {
      if (last && age <= mostStaleMs) return last.tenant;
      throw new ServiceUnavailableError(
        'Of which tenant you are is not known while the catalog does not answer',
        error,
      );
    }
  };
}
