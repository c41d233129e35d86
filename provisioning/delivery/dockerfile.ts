import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Step =
  | { does: 'copy'; sources: string[]; to: string }
  | { does: 'run'; command: string }
  | { does: 'environment'; name: string; value: string };

export interface Image {
  base: string;
  steps: Step[];
  command: string[];
}

/** What our Dockerfile uses of the format. Throws an Error at anything else, so that no step is passed over. */
export function readDockerfile(text: string): Image {
  const image: Image = { base: '', steps: [], command: [] };
  for (const line of text.split('\n').filter(one => one.trim() !== '' && !one.startsWith('#'))) {
    const [, word = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (word === 'FROM') image.base = rest;
    else if (word === 'COPY') {
      const names = rest.split(' ');
      image.steps.push({ does: 'copy', sources: names.slice(0, -1), to: names.at(-1) ?? '' });
    } else if (word === 'RUN') image.steps.push({ does: 'run', command: rest });
    else if (word === 'ENV') {
      const [name = '', value = ''] = rest.split('=');
      image.steps.push({ does: 'environment', name, value });
    } else if (word === 'CMD') image.command = JSON.parse(rest) as string[];
    // Where it is, who runs it and what it listens on are the container's; here they are the folder's and ours.
    else if (!['WORKDIR', 'USER', 'EXPOSE'].includes(word)) throw new Error(`a step that is not known here: ${line}`);
  }
  return image;
}

/**
 * Takes the steps in an empty folder, with what is committed and nothing else. Answers the environment that they set.
 * Throws an Error where one fails.
 */
export function takeSteps({ steps }: Image, root: string, folder: string, say: (text: string) => void) {
  const committed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const files = committed.stdout.split('\0').filter(Boolean);
  const set: Record<string, string> = {};
  for (const step of steps) {
    if (step.does === 'environment') set[step.name] = step.value;
    else if (step.does === 'copy') {
      say(`COPY ${step.sources.join(' ')}`);
      for (const source of step.sources) copy(root, folder, source, step.to, files);
    } else {
      say(`RUN ${step.command}`);
      const { HOME, PATH } = process.env;
      const ran = spawnSync('/bin/sh', ['-c', step.command], {
        ...{ cwd: folder, env: { HOME, PATH, ...set }, encoding: 'utf8', maxBuffer: 1 << 28 },
      });
      if (ran.status !== 0) throw new Error(`RUN ${step.command} ended with ${ran.status}: ${ran.stderr.slice(-2000)}`);
    }
  }
  return set;
}

function copy(root: string, folder: string, source: string, to: string, files: string[]) {
  const isFolder = statSync(join(root, source)).isDirectory();
  const found = isFolder ? files.filter(file => file.startsWith(`${source}/`)) : files.filter(file => file === source);
  if (found.length === 0) throw new Error(`COPY ${source}: nothing of it is committed`);
  for (const file of found) {
    const target = join(folder, to, isFolder ? file.slice(source.length + 1) : file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, file), target);
  }
}

export const readImage = (root: string) =>
  readDockerfile(readFileSync(join(root, 'plugins/backstage-backend/Dockerfile'), 'utf8'));
