import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { listen } from '../../act/examples';
import type { Listed } from '../plan';

const posted = z.strictObject({
  id: z.string().optional(),
  matchers: z
    .array(z.strictObject({ name: z.string().min(1), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() }))
    .min(1),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  createdBy: z.string().min(1),
  comment: z.string().min(1),
});

const below = '/api/alertmanager/grafana/api/v2';

/** Silences of Grafana's Alertmanager as its HTTP API describes them, by a clock of its own. */
export async function fakeGrafanaSilences(now: () => Date, token: string) {
  const silences = new Map<string, Omit<Listed, 'state'>>();
  const stateOf = ({ startsAt, endsAt }: Omit<Listed, 'state'>): Listed['state'] =>
    Date.parse(endsAt) <= now().getTime() ? 'expired' : Date.parse(startsAt) > now().getTime() ? 'pending' : 'active';
  const put = ({ id = randomUUID(), ...rest }: z.infer<typeof posted>) => {
    const startsAt = new Date(
      Math.max(Date.parse(rest.startsAt), silences.has(id) ? 0 : now().getTime()),
    ).toISOString();
    silences.set(id, { ...rest, id, startsAt, updatedAt: now().toISOString() });
    return id;
  };
  const expire = (id: string) => {
    const known = silences.get(id);
    if (!known || stateOf(known) === 'expired') return false;
    silences.set(id, { ...known, endsAt: now().toISOString(), updatedAt: now().toISOString() });
    return true;
  };
  const server = await listen(({ method, url, headers, body }) => {
    const date = { date: now().toUTCString(), 'content-type': 'application/json' };
    const answer = (status: number, said: unknown) => ({ status, headers: date, body: JSON.stringify(said) });
    if (headers.authorization !== `Bearer ${token}`) return answer(401, { message: 'Unauthorized' });
    if (method === 'GET' && url === `${below}/silences`) {
      return answer(
        200,
        [...silences.values()].map(one => ({ ...one, status: { state: stateOf(one) } })),
      );
    }
    if (method === 'POST' && url === `${below}/silences`) {
      const parsed = posted.safeParse(JSON.parse(body));
      if (!parsed.success) return answer(400, { message: z.prettifyError(parsed.error) });
      if (Date.parse(parsed.data.endsAt) <= now().getTime()) return answer(400, { message: 'end is in the past' });
      return answer(202, { silenceID: put(parsed.data) });
    }
    const id = method === 'DELETE' && url.startsWith(`${below}/silence/`) ? url.split('/').at(-1) : undefined;
    if (id === undefined) return answer(404, {});
    return expire(decodeURIComponent(id)) ? answer(200, { message: 'silence deleted' }) : answer(500, {});
  });
  const on = () => [...silences.values()].filter(one => stateOf(one) === 'active');
  return { ...server, put, expire, on };
}
