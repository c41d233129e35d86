import { z } from 'zod';

/** A name of one object. No wildcard, no space, no path upwards: a selector that could mean "everything" is refused. */
export const name = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/, 'must be one plain name')
  .refine(value => !value.includes('..'), 'must be one plain name');

export const version = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+:@/-]{0,127}$/, 'must be one version');

export const scalar = z.union([z.string().max(1024), z.number(), z.boolean()]);

/** The beginning of keys, up to a separator, so that it cannot mean its neighbours as well. No pattern. */
export const keyPrefix = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._:/-]*)[._:/-]$/, 'must be the beginning of keys, up to a separator');
