import type { Silence } from '@autocura/common';
import { z } from 'zod';
import { type Answer, type Asked, NoAnswerError, through, type Through } from '../outbound';
import { commentOf, type Listed, type Move, type Place } from './plan';

export interface Reached extends Through {
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

/** The silences of an Alertmanager, or of Grafana's own, by the second version of its API. Each throws an Error that names it. */
export function silencesAt({ base, token, now, ...way }: Reached) {
  const target = through('Alertmanager', 'alerts', way);
  const { host } = new URL(base);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  async function ask(path: string, asked: Asked = {}): Promise<Answer> {
    const answer = await target.fetch(`${base}${path}`, { ...asked, headers }).catch((error: unknown) => {
      const why = error instanceof NoAnswerError ? ` (${error.says})` : '';
      throw new Error(`${host} cannot be asked about silences${why}`, { cause: error });
    });
    if (!answer.ok) throw new Error(`${host} answered ${answer.status} about silences`);
    return answer;
  }
  return {
    place: base,
    async read(): Promise<Place> {
      const answer = await ask('/silences', { again: true });
      const listed = list.parse(JSON.parse(answer.text)).map(({ status, ...one }): Listed => ({ ...one, ...status }));
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
