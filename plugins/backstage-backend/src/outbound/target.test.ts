import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Target, type TargetOptions } from './target';

let server: Server;
let answering: RequestListener;
let asked = 0;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    answering(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  asked = 0;
  answering = (_request, response) => void response.end('well');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const never: RequestListener = () => undefined;
const answers =
  (status: number, body = ''): RequestListener =>
  (_request, response) =>
    void response.writeHead(status).end(body);
const target = (options: Partial<TargetOptions> = {}) =>
  new Target({ name: 'it', kind: 'metrics', timeoutMs: 100, ...options });
const howOf = (ask: Promise<unknown>) =>
  ask.then(
    () => 'answered',
    ({ how, message }: { how?: string; message: string }) => how ?? message,
  );

test('an answer is read whole, whatever its status', async () => {
  answering = answers(404, 'nothing here');
  const it = target();
  expect(await it.fetch(url)).toMatchObject({ status: 404, ok: false, text: 'nothing here' });
  expect(it.state().state).toBe('up');
});

test.each(['says nothing', 'stops in its words'])('R8 one that %s is given up in time', async how => {
  answering = how === 'says nothing' ? never : (_request, response) => void response.write('we');
  const it = target();
  const began = performance.now();
  expect(await howOf(it.fetch(url))).toBe('late');
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(it.state()).toMatchObject({ state: 'failing', reason: 'did not answer within 100 ms' });
});

test('R8 one that does not heed the signal is given up in time too', async () => {
  expect(await howOf(target().run(() => new Promise(() => undefined)))).toBe('late');
});

test.each([
  ['says nothing', 'late', never],
  ['breaks the connection', 'unreachable', (request => request.socket.destroy()) as RequestListener],
  ['is overloaded', 'answered', answers(503)],
])('R8 one that %s is left alone after five calls in a row', async (_what, how, listener) => {
  answering = listener;
  const it = target({ restMs: 60_000, timeoutMs: how === 'late' ? 100 : 20_000 });
  for (let call = 0; call < 5; call += 1) expect(await howOf(it.fetch(url))).toBe(how);
  const before = asked;
  expect(await howOf(it.fetch(url))).toBe('resting');
  expect(asked).toBe(before);
  expect(it.state().state).toBe('away');
});

test('R8 back, it is asked again once it has rested, by one call first', async () => {
  answering = never;
  const it = target({ restMs: 200 });
  for (let call = 0; call < 5; call += 1) await howOf(it.fetch(url));
  answering = answers(200);
  while ((await howOf(it.fetch(url))) === 'resting') await new Promise(resolve => setTimeout(resolve, 20));
  expect(it.state().state).toBe('up');
  expect(await howOf(it.fetch(url))).toBe('answered');
});

test('what it refuses leaves it as well as it was', async () => {
  answering = answers(400);
  const it = target();
  for (let call = 0; call < 10; call += 1) await it.fetch(url);
  expect([asked, it.state().state]).toEqual([10, 'up']);
});

test('an error by which it answers is no failure of it', async () => {
  const it = target({ isAnswer: error => error instanceof RangeError });
  const refuse = () => it.run(async () => Promise.reject(new RangeError('no')));
  for (let call = 0; call < 10; call += 1) expect(await howOf(refuse())).toBe('no');
  expect(it.state().state).toBe('up');
});

test('what may be asked again is, once; what may not is not', async () => {
  answering = (request, response) => (asked % 2 === 1 ? request.socket.destroy() : response.end('well'));
  expect(await howOf(target({ timeoutMs: 5_000 }).fetch(url, { again: true }))).toBe('answered');
  expect(asked).toBe(2);
  expect(await howOf(target().fetch(url, { method: 'POST' }))).toBe('unreachable');
  expect(asked).toBe(3);
});

test('so many at once, others in their turn, and more than may wait are turned away', async () => {
  const held: (() => void)[] = [];
  answering = (_request, response) => void held.push(() => response.end('well'));
  const it = target({ timeoutMs: 20_000, atOnce: 2, waiting: 3 });
  const asks = Array.from({ length: 6 }, () => howOf(it.fetch(url)));
  expect(await Promise.race(asks)).toBe('crowded');
  while (held.length < 2) await new Promise(resolve => setImmediate(resolve));
  expect(asked).toBe(2);
  let done = false;
  const all = Promise.all(asks).then(hows => {
    done = true;
    return hows;
  });
  while (!done) {
    held.splice(0).forEach(finish => finish());
    await new Promise(resolve => setImmediate(resolve));
  }
  expect((await all).filter(how => how === 'answered')).toHaveLength(5);
});

test('an answer that is too long is none', async () => {
  answering = answers(200, 'x'.repeat(1_000));
  expect(await howOf(target().fetch(url, { longest: 100 }))).toBe('unreachable');
});

test('no redirect is followed, and what it failed by names no address', async () => {
  answering = (_request, response) =>
    void response.writeHead(302, { location: 'http://elsewhere/?token=secret' }).end();
  const error = await target()
    .fetch(url)
    .catch((reason: Error) => reason);
  expect(String(error)).toMatch(/^NoAnswerError: it cannot be reached/);
  expect(String(error)).not.toMatch(/127\.0\.0\.1|secret/);
  expect(asked).toBe(1);
});
