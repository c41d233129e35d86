import { z } from 'zod';

/** `autocura.redis`: what makes several processes faster, and what none of them needs. */
export const redisSettings = z.strictObject({
  url: z.string().regex(/^rediss?:\/\//, 'must be a redis:// or rediss:// address'),
  /** Whose keys they are, where several installations share a server. */
  prefix: z
    .string()
    .regex(/^[\w.-]{1,40}:$/, 'must be a short name with a colon at its end')
    .default('autocura:'),
});

export type RedisSettings = z.infer<typeof redisSettings>;
