import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const app = resolve(__dirname, '..');
const dist = join(app, 'dist');
const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js'));
const read = (file: string) => readFileSync(join(dist, file), 'utf8');
const zipped = (file: string) => gzipSync(read(file)).length;

test('what Grafana loads of the app at its start is small, and so is any one page', () => {
  const kilobytes = Object.fromEntries(scripts.map(file => [file, Math.ceil(zipped(file) / 1024)]));
  expect(kilobytes['module.js']).toBeLessThanOrEqual(20);
  expect(Object.entries(kilobytes).filter(([, size]) => size > 150)).toEqual([]);
});

/** What React 19 took away, and what reaches into React. */
const removed = [
  /\bfindDOMNode\b/,
  /\bunmountComponentAtNode\b/,
  /ReactDOM\.render\b/,
  /\bcreateFactory\b/,
  /__SECRET_INTERNALS/,
  /\.propTypes\s*=/,
  /\.defaultProps\s*=/,
];
test.each(removed)('nothing built uses %s, which React 19 has not', pattern => {
  expect(scripts.filter(file => pattern.test(read(file)))).toEqual([]);
});

test('React and Grafana come from Grafana, not along with the app', () => {
  expect(
    scripts.filter(file => /react\.(production|development)|Symbol\.for\("react\.element"\)/.test(read(file))),
  ).toEqual([]);
});

test('the sources fit Grafana 13 and React 19 as well', () => {
  const { stdout, status } = spawnSync('npx', ['tsc', '--noEmit', '-p', 'tsconfig.v13.json'], {
    cwd: app,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
