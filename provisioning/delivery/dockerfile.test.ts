import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readDockerfile, readImage, takeSteps } from './dockerfile';

const root = resolve(__dirname, '../..');

test('every step of ours is one that can be taken here', () => {
  const { base, steps, command } = readImage(root);
  expect(base).toMatch(/^node:\d+\.\d+\.\d+-\w+$/);
  expect(steps.filter(({ does }) => does === 'run')).toHaveLength(2);
  expect(command.at(-1)).toBe('plugins/backstage-backend/dev/index.ts');
});

test('a step that is not known is told, and not passed over', () => {
  expect(() => readDockerfile('FROM node:22\nADD https://example.com/a.tgz /a')).toThrow(/not known here: ADD/);
});

describe('in an empty folder', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'autocura-steps-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const take = (text: string) => takeSteps(readDockerfile(text), root, folder, () => undefined);

  test('what is committed is copied, and nothing else', () => {
    take('COPY package.json tsconfig.json ./\nCOPY provisioning/delivery delivery');
    expect(readdirSync(folder).sort()).toEqual(['delivery', 'package.json', 'tsconfig.json']);
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(() => take('COPY node_modules node_modules')).toThrow(/nothing of it is committed/);
  });

  test('commands see what was set before them, and nothing of ours', () => {
    process.env.OF_OURS = 'here';
    take('ENV A=b\nRUN echo "$A$OF_OURS" > said');
    delete process.env.OF_OURS;
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('b\n');
  });

  test('one that fails is said, with its words', () =>
    expect(() => take('RUN echo no room >&2; exit 3')).toThrow(/ended with 3: no room/));
});
