import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildBackend } from '../demo/src/build';

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();

/** The newest tag of a release. Undefined where the clone has none; `git fetch --tags` brings them. */
export const newestTag = (root: string): string | undefined =>
  git(root, 'tag', '--list', 'v*', '--sort=-version:refname', '--merged').split('\n')[0] || undefined;

/**
 * The backend of that tag, built from git in a folder of its own below `.data`. It runs with the packages that are
 * installed here: what a release changes in them is not tried.
 */
export async function buildTag(root: string, tag: string) {
  const folder = join(root, '.data/upgrade', tag);
  const remove = () => git(root, 'worktree', 'remove', '--force', folder);
  if (existsSync(folder)) remove();
  mkdirSync(join(folder, '..'), { recursive: true });
  git(root, 'worktree', 'prune');
  git(root, 'worktree', 'add', '--detach', folder, tag);
  const [installed, own] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(own);
  for (const name of readdirSync(installed)) {
    // What asks where our packages are has to be within, to find the ones of that tag and their migrations.
    if (name.startsWith('@backstage') || name === '@autocura') execFileSync('cp', ['-al', join(installed, name), own]);
    else symlinkSync(join(installed, name), join(own, name));
  }
  await buildBackend(folder, () => undefined);
  return { folder, remove };
}
