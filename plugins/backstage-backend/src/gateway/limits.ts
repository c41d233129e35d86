import { z } from 'zod';

/** What one may do so many times a minute, for each identity and route. */
export const limitSettings = z
  .strictObject({
    /** Reading. */
    reads: z.number().int().positive().default(6_000),
    /** Changing anything. */
    changes: z.number().int().positive().default(600),
    /** Deliveries of alerts. */
    deliveries: z.number().int().positive().default(60_000),
  })
  .prefault({});

export type Kind = keyof z.infer<typeof limitSettings>;

/** More was asked than one may; answered by 429. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  readonly statusCode = 429;
  constructor(readonly retryAfterSeconds: number) {
    super(`That was asked too often; come again in ${retryAfterSeconds} seconds`);
  }
}

export interface LimitOptions {
  limits: Record<Kind, number>;
  /** How often that name was counted in its window by every process together; undefined where that cannot be told. */
  count?(name: string, windowMs: number): Promise<number | undefined>;
  now(): Date;
}

/** Throws TooManyRequestsError. */
export type Limit = (kind: Kind, actor: string, route: string) => Promise<void>;

const windowMs = 60_000;

/** Counts by the minute: what several processes count together where they can, what this one counts always. */
export function limiting({ limits, count, now }: LimitOptions): Limit {
  let minute = 0;
  let counted = new Map<string, number>();
  return async (kind, actor, route) => {
    const at = now().getTime();
    const current = Math.floor(at / windowMs);
    if (current !== minute) [minute, counted] = [current, new Map()];
    const name = `${actor} ${route}`;
    const here = (counted.get(name) ?? 0) + 1;
    counted.set(name, here);
    const asked = here > limits[kind] ? here : Math.max(here, (await count?.(`${name} ${current}`, windowMs)) ?? 0);
    if (asked > limits[kind]) throw new TooManyRequestsError(Math.ceil(((current + 1) * windowMs - at) / 1000));
  };
}
