import type { Silence } from '@autocura/common';
import { z } from 'zod';
import { commentOf, type Listed, type Move, type Place } from './plan';

export interface Reached {
  /** Below which `/silences` is. */
  base: string;
  token?: string;
  now(): Date;
}

const matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
const list = z.array(
  z.object({
    id: z.string(),
    status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
    matchers: z.array(matcher).min(1),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
    createdBy: z.string().default(''),
    comment: z.string().default(''),
  }),
);

const timeoutMs = 5_000;

/** The silences of an Alertmanager, or of Grafana's own, by the second version of its API. Each throws an Error that names it. */
export function silencesAt({ base, token, now }: Reached) {
  const { host } = new URL(base);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(`${base}${path}`, { ...init, signal, headers, redirect: 'error' }).catch(
      (error: unknown) => {
        throw new Error(`${host} cannot be asked about silences`, { cause: error });
      },
    );
    if (!answer.ok) throw new Error(`${host} answered ${answer.status} about silences`);
    return answer;
  }
  return {
    place: base,
    async read(): Promise<Place> {
      const answer = await ask('/silences');
      const listed = list.parse(await answer.json()).map(({ status, ...one }): Listed => ({ ...one, ...status }));
      const date = Date.parse(answer.headers.get('date') ?? '');
      // A date is cut to the second.
      return { place: base, listed, aheadMs: Number.isNaN(date) ? 0 : date + 500 - now().getTime() };
    },
    async make(move: Move): Promise<void> {
      if (move.ask === 'expire') {
        await ask(`/silence/${encodeURIComponent(move.id)}`, { method: 'DELETE' });
        return;
      }
      const { silence, startsAt, endsAt, id } = move;
      const body = JSON.stringify({ ...(id !== undefined && { id }), ...copyOf(silence), startsAt, endsAt });
      await ask('/silences', { method: 'POST', body });
    },
  };
}
export type SilencePlace = ReturnType<typeof silencesAt>;

const copyOf = (silence: Silence) => ({
  matchers: silence.matchers,
  createdBy: silence.by,
  comment: commentOf(silence),
});
