import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closed, notesOf } from '../changelog';
import { pack } from '../pack';
import { astray, setVersion, versionOf } from '../versions';

const root = resolve(__dirname, '../../..');
const changelog = join(root, 'CHANGELOG.md');
const usage = 'usage: release prepare VERSION | notes TAG | pack FOLDER';

/** Exit code 1: it is not done, and says why. */
function release([command, argument]: string[]) {
  if (argument === undefined) throw new Error(usage);
  if (command === 'prepare') {
    if (!/^\d+\.\d+\.\d+$/.test(argument)) throw new Error(`${argument} is no version as 1.2.3`);
    writeFileSync(changelog, closed(readFileSync(changelog, 'utf8'), argument, new Date().toISOString().slice(0, 10)));
    setVersion(root, argument);
    for (const folder of ['.', 'plugins/grafana-app'])
      execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { cwd: join(root, folder) });
    console.log(`look at it, commit it, then: git tag -a v${argument} -m v${argument} && git push origin v${argument}`);
  } else if (command === 'notes') {
    const version = versionOf(root);
    if (argument !== `v${version}`) throw new Error(`the tag ${argument} is not of the version ${version}`);
    const wrong = astray(root);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    console.log(notesOf(readFileSync(changelog, 'utf8'), version));
  } else if (command === 'pack') pack(root, resolve(argument), text => console.log(text));
  else throw new Error(usage);
}

try {
  release(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
