import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { GrafanaUser } from './grafanaToken';
import type { PeopleRole } from './roles';

const people = z.array(z.string().min(1)).default([]);
const shape = z.strictObject({ approver: people, responder: people, viewer: people }).partial();

/**
 * The role that a file gives to a person, by e-mail or by Grafana's `user:<id>`; where it names them twice, the first of
 * approver, responder, viewer. Rejects when the file cannot be read.
 */
export async function roleInFile(path: string, { subject, email }: GrafanaUser): Promise<PeopleRole | undefined> {
  const given = shape.parse(parse(await readFile(path, 'utf8'), { maxAliasCount: 0 }) ?? {});
  const isIn = (role: PeopleRole) =>
    (given[role] ?? []).some(name => name === subject || (email !== undefined && name.toLowerCase() === email));
  return (['approver', 'responder', 'viewer'] as const).find(isIn);
}
