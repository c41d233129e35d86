import { z } from 'zod';

export const time = z.iso.datetime({ offset: true });
/** Names end up in columns and in other programs' URLs; PostgreSQL refuses NUL. */
export const name = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'has a control character');

export const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const counted = z.int().nonnegative();
export const countedBy = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map(key => [key, counted])) as Record<K, typeof counted>);
