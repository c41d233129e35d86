import { z } from 'zod';
import { name } from './models';

/** A route of the HTTP API: what it takes, what it answers, what one must be allowed to do. */
export interface Operation {
  method: 'get' | 'post';
  /** In express notation, below `/v1`. */
  path: string;
  summary: string;
  permission: string;
  status: number;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
}

export const page = <T extends z.ZodType>(items: T) => z.object({ items: z.array(items), next: z.string().optional() });
export const limit = z.coerce.number().int().min(1).max(200).default(50);
export const cursor = z.string().max(500).optional();
export const service = name(253).optional();
export const note = z.string().max(2000).optional();
export const moment = z.iso.datetime({ offset: true });

/** Between two moments, at most so many days apart. */
export const period = (mostDays: number) =>
  z
    .object({ from: moment, to: moment })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'is not after from' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * 24 * 3_600_000, {
      path: ['to'],
      message: `is more than ${mostDays} days after from`,
    });
