import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { GrafanaUser } from './grafanaToken';
import type { PeopleRole } from './roles';

const people = z.array(z.string().min(1)).default([]);
const shape = z
  .strictObject({
    ...{ approver: people, responder: people, viewer: people },
    tenants: z.record(z.string().min(1).max(64), people),
  })
  .partial();

/** What a file says of a person. */
export interface InFile {
  role?: PeopleRole;
  /** More than one where the file contradicts itself. */
  tenants: string[];
}

/**
 * What the file gives to a person, whom it names by e-mail or by Grafana's `user:<id>`; of roles the first of approver,
 * responder, viewer. Rejects when the file cannot be read.
 */
export async function personInFile(path: string, { subject, email }: GrafanaUser): Promise<InFile> {
  const given = shape.parse(parse(await readFile(path, 'utf8'), { maxAliasCount: 0 }) ?? {});
  const isIn = (names: string[] = []) =>
    names.some(name => name === subject || (email !== undefined && name.toLowerCase() === email));
  const role = (['approver', 'responder', 'viewer'] as const).find(one => isIn(given[one]));
  const tenants = Object.keys(given.tenants ?? {}).filter(tenant => isIn(given.tenants?.[tenant]));
  return { ...(role && { role }), tenants };
}
