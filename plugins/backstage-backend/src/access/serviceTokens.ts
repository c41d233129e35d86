import type { NewServiceToken, ServiceToken, ServiceTokenQuery, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import {
  AuthenticationError,
  ConflictError as HttpConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConflictError, type Store } from '../store';
import type { Bearer } from './bearer';
import { type PermissionName, permissions as known } from './permissions';

export interface ServiceTokensOptions {
  store: Pick<Store, 'events' | 'append' | 'streamsBelow'>;
  now(): Date;
}

export interface ServiceTokens {
  /** Nothing where it is none of these. @throws AuthenticationError with the reason */
  verify(token: string): Promise<Bearer | undefined>;
  /** The last made first. */
  list(tenant?: string): Promise<ServiceToken[]>;
  /** `holds`: what its maker may give away. @throws InputError, NotAllowedError */
  make(query: ServiceTokenQuery, actor: string, holds: PermissionName[]): Promise<NewServiceToken>;
  /** Another secret; the one before counts for some minutes more. @throws NotFoundError, ConflictError */
  rotate(id: string, minutes: number, actor: string, tenant?: string): Promise<NewServiceToken>;
  /** From now on it counts no longer. Twice is once. @throws NotFoundError */
  revoke(id: string, actor: string, options: { tenant?: string; reason?: string }): Promise<ServiceToken>;
}

/** What machines are for, and so may be given by whoever manages their tokens without having it themselves. */
const ofMachines: PermissionName[] = ['autocura.alert.send', 'autocura.change.send', 'autocura.metrics.read'];

const day = 24 * 3_600_000;
const shape = /^acs_([0-9a-f]{12})_([\w-]{43})$/;

/** Secrets of 256 random bits, so that a plain hash of one tells nothing. Events are all that is kept of a token. */
export function serviceTokens({ store, now }: ServiceTokensOptions): ServiceTokens {
  const find = async (id: string, tenant?: string) => {
    const held = stateOf(await store.events(streams.token(id)));
    if (!held || (tenant !== undefined && held.token.tenant !== tenant)) throw new NotFoundError(`No token ${id}`);
    return held;
  };
  const append = (
    id: string,
    expected: number,
    event: Parameters<Store['append']>[0][number]['events'][number],
    actor: string,
  ) =>
    store.append([{ stream: streams.token(id), expected, events: [event], actor }]).catch((error: unknown) => {
      if (!(error instanceof ConflictError)) throw error;
      throw new HttpConflictError('The token is changing; try again', error);
    });

  return {
    async verify(token) {
      if (!token.startsWith('acs_')) return undefined;
      const refuse = (reason: string) => new AuthenticationError(`The service token does not count: ${reason}`);
      const [, id = '', secret = ''] = shape.exec(token) ?? [];
      const held = id === '' ? undefined : stateOf(await store.events(streams.token(id)));
      if (!held) throw refuse('it is not known');
      const { hash, before, token: made } = held;
      const at = now().toISOString();
      const isBefore = before !== undefined && equal(before.hash, hashOf(secret));
      if (!isBefore && !equal(hash, hashOf(secret))) throw refuse('its secret is another');
      if (made.revokedAt !== undefined) throw refuse('it was revoked');
      if (made.expiresAt !== undefined && made.expiresAt <= at) throw refuse('it has expired');
      if (isBefore && before.until <= at) throw refuse('it was given another secret');
      const { permissions, tenant } = made;
      return {
        ...{ actor: `token:${id}`, permissions: permissions.filter(isPermission) },
        ...(tenant !== undefined && { tenant }),
      };
    },
    async list(tenant) {
      const made: ServiceToken[] = [];
      for (const stream of await store.streamsBelow(streams.token(''))) {
        const held = stateOf(await store.events(stream));
        if (held && (tenant === undefined || held.token.tenant === tenant)) made.push(held.token);
      }
      return made.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
    },
    async make({ name, permissions, tenant, days }, actor, holds) {
      const unknown = permissions.find(one => !isPermission(one));
      if (unknown !== undefined) throw new InputError(`body.permissions: ${unknown} is no permission`);
      const more = permissions.find(one => ![...holds, ...ofMachines].includes(one as PermissionName));
      if (more !== undefined) throw new NotAllowedError(`Nobody gives what they have not: ${more}`);
      const id = randomBytes(6).toString('hex');
      const { secret, hash } = fresh();
      const data = {
        ...{ id, name, permissions, hash },
        ...(tenant !== undefined && { tenant }),
        ...(days !== undefined && { days }),
      };
      await append(id, 0, { type: 'token.made', data }, actor);
      return { token: (await find(id)).token, secret: `acs_${id}_${secret}` };
    },
    async rotate(id, minutes, actor, tenant) {
      const { token, seq } = await find(id, tenant);
      if (token.revokedAt !== undefined) throw new HttpConflictError(`Token ${id} was revoked`);
      const { secret, hash } = fresh();
      const until = new Date(now().getTime() + minutes * 60_000).toISOString();
      await append(id, seq, { type: 'token.rotated', data: { hash, until } }, actor);
      return { token: (await find(id)).token, secret: `acs_${id}_${secret}` };
    },
    async revoke(id, actor, { tenant, reason }) {
      const { token, seq } = await find(id, tenant);
      if (token.revokedAt !== undefined) return token;
      await append(id, seq, { type: 'token.revoked', data: { ...(reason !== undefined && { reason }) } }, actor);
      return (await find(id)).token;
    },
  };
}

interface Held {
  token: ServiceToken;
  hash: string;
  before?: { hash: string; until: string };
  /** Of the newest event. */
  seq: number;
}

function stateOf(events: Stored[]): Held | undefined {
  let held: Held | undefined;
  for (const event of events) {
    const { at, actor, seq } = event;
    if (event.type === 'token.made') {
      const { hash, days, ...rest } = event.data;
      const token = { ...rest, madeBy: actor, madeAt: at, ...lasting(at, days) };
      held = { token, hash, seq };
    } else if (held && event.type === 'token.rotated') {
      const { hash, until } = event.data;
      // It lasts as long again as it was made for.
      const { madeAt, rotatedAt = madeAt, expiresAt } = held.token;
      const days = expiresAt && (Date.parse(expiresAt) - Date.parse(rotatedAt)) / day;
      held = {
        ...held,
        seq,
        hash,
        before: { hash: held.hash, until },
        token: { ...held.token, rotatedAt: at, ...lasting(at, days || undefined) },
      };
    } else if (held && event.type === 'token.revoked') {
      held = { ...held, seq, token: { ...held.token, revokedAt: at } };
    }
  }
  return held;
}

const lasting = (from: string, days: number | undefined) =>
  days === undefined ? {} : { expiresAt: new Date(Date.parse(from) + days * day).toISOString() };

function fresh() {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const equal = (a: string, b: string) => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
const isPermission = (name: string): name is PermissionName => Object.hasOwn(known, name);
