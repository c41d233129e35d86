import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './tasks';
import type { Task } from './tasks';
import type { Run } from './types';

/** The runs of a league on disk, a file a run; what was void and made again stays beside the new one. */
export class RunFiles {
  private readonly dir: string;

  constructor(leagueDir: string) {
    this.dir = join(leagueDir, 'runs');
    mkdirSync(this.dir, { recursive: true });
  }

  /** Whole or not at all, whenever we are ended. */
  save(run: Run) {
    const file = this.fileOf(run, run.repeated);
    writeFileSync(`${file}.part`, JSON.stringify(run));
    renameSync(`${file}.part`, file);
  }

  has(task: Task, repeated = false): boolean {
    return existsSync(this.fileOf(task, repeated));
  }

  all(): Run[] {
    return readdirSync(this.dir)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => JSON.parse(readFileSync(join(this.dir, name), 'utf8')) as Run);
  }

  private fileOf(task: Task, repeated: boolean) {
    return join(this.dir, `${nameOf(task).replaceAll(' ', '.')}${repeated ? '.again' : ''}.json`);
  }
}
