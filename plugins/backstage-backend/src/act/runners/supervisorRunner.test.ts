import { listen, serve } from '../examples';
import { ActionFailedError } from './runner';
import { supervisorRunner } from './supervisorRunner';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()));
});

async function supervisor(...[answer]: Parameters<typeof listen>) {
  const server = await listen(answer);
  closing.push(server.close);
  return { ...server, runner: supervisorRunner({ url: server.url, token: 'secret', timeoutMs: 5_000 }) };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ActionFailedError ? error : Promise.reject(error)),
  );

test('an action is posted with its parameters, its key and the token', async () => {
  const { runner, received } = await supervisor(() => ({ status: 200, body: '{}' }));
  await runner.run('roll-back', { service: 'cart', version: '1' }, 'i1/1/roll-back/cart/1');
  expect(received).toMatchObject([
    {
      method: 'POST',
      url: '/actions/roll-back',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    },
  ]);
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    params: { service: 'cart', version: '1' },
    idempotencyKey: 'i1/1/roll-back/cart/1',
  });
});

test.each([
  { name: 'bare', body: { service: 'cart', version: '2' } },
  { name: 'under params', body: { params: { service: 'cart', version: '2' } } },
])('the state is asked with the parameters and answered $name', async ({ body }) => {
  const { runner, received } = await supervisor(() => ({ status: 200, body: JSON.stringify(body) }));
  expect(await runner.state('roll-back', { service: 'a b', version: '1' })).toEqual({ service: 'cart', version: '2' });
  expect(received[0]).toMatchObject({ method: 'GET', url: '/actions/roll-back/state?service=a+b&version=1' });
});

test('404 is an answer: there is no earlier state', async () => {
  const { runner } = await supervisor(() => ({ status: 404 }));
  expect(await runner.state('restart', { service: 'cart' })).toBeUndefined();
});

test('what an action sets is foretold beside what is so now, and nothing where there is no state', async () => {
  const now = { service: 'cart', version: '2' };
  const { runner } = await supervisor(() => ({ status: 200, body: JSON.stringify(now) }));
  expect(await runner.preview?.('roll-back', { service: 'cart', version: '1' }, 'k')).toEqual([
    { object: 'cart', field: 'version', from: '2', to: '1' },
  ]);
  expect(await runner.preview?.('roll-back', now, 'k')).toEqual([]);
  const stateless = await supervisor(() => ({ status: 404 }));
  expect(await stateless.runner.preview?.('restart', { service: 'cart' }, 'k')).toBeUndefined();
});

test.each(['not json', '[]', '{"params":{"service":{"deep":1}}}'])('a state of %s is not trusted', async body => {
  const { runner } = await supervisor(() => ({ status: 200, body }));
  expect(await failure(runner.state('roll-back', { service: 'cart' }))).toBeInstanceOf(ActionFailedError);
});

test.each([
  { status: 400, when: 'refused' },
  { status: 404, when: 'refused' },
  { status: 409, when: 'refused' },
  { status: 408, when: 'unknown' },
  { status: 302, when: 'unknown' },
  { status: 500, when: 'unknown' },
  { status: 503, when: 'unknown' },
])('G-37 answered $status: $when', async ({ status, when }) => {
  const { runner, received } = await supervisor(() => ({ status, body: 'why', headers: { location: '/elsewhere' } }));
  const error = await failure(runner.run('restart', { service: 'cart' }, 'k'));
  expect(error).toMatchObject({ when, message: expect.stringContaining(`${status} why`) });
  expect(received.length).toBe(1);
});

test('G-37 nobody listens: failed before anything was sent', async () => {
  const { url, close } = await listen(() => ({ status: 200 }));
  await close();
  const error = await failure(supervisorRunner({ url, token: 't' }).run('restart', { service: 'cart' }, 'k'));
  expect(error).toMatchObject({ when: 'before', message: expect.stringContaining('failed before anything was sent') });
  expect(error?.cause).toMatchObject({ code: 'ECONNREFUSED' });
});

test('G-37 the connection breaks after it was sent: it may have happened', async () => {
  const server = await serve(request => request.socket.destroy());
  closing.push(server.close);
  const error = await failure(
    supervisorRunner({ url: server.url, token: 't' }).run('restart', { service: 'cart' }, 'k'),
  );
  expect(error).toMatchObject({ when: 'unknown', message: expect.stringContaining('may have happened') });
});

test('G-38 no answer: given up after the timeout, and it may have happened', async () => {
  const server = await serve(() => undefined);
  closing.push(server.close);
  const runner = supervisorRunner({ url: server.url, token: 't', timeoutMs: 50 });
  expect(await failure(runner.run('restart', { service: 'cart' }, 'k'))).toMatchObject({ when: 'unknown' });
});

test('an answer without end is cut off', async () => {
  const { runner } = await supervisor(() => ({ status: 200, body: 'x'.repeat(65 * 1024) }));
  expect(await failure(runner.run('restart', { service: 'cart' }, 'k'))).toMatchObject({
    when: 'unknown',
    message: expect.stringContaining('longer than'),
  });
});

describe('leave to act', () => {
  const leave = (left: () => number, signal = new AbortController().signal) => ({
    ...{ incidentId: 'i1', fence: 7, left, signal },
  });

  test('is told with the act', async () => {
    const { runner, received } = await supervisor(() => ({ status: 200, body: '{}' }));
    await runner.run(
      'restart',
      { service: 'cart' },
      'k',
      leave(() => 5_000),
    );
    expect(received[0]?.headers).toMatchObject({ 'x-autocura-incident': 'i1', 'x-autocura-fence': '7' });
  });

  test.each([
    { name: 'before it connects', lefts: [0] },
    { name: 'while it connects', lefts: [5_000, 0] },
  ])('that runs out $name sends nothing', async ({ lefts }) => {
    const { runner, received } = await supervisor(() => ({ status: 200, body: '{}' }));
    const asked = [...lefts];
    const error = await failure(
      runner.run(
        'restart',
        { service: 'cart' },
        'k',
        leave(() => asked.shift() ?? 0),
      ),
    );
    expect(error).toMatchObject({ when: 'before', message: expect.stringContaining('run out') });
    expect(received).toEqual([]);
  });

  test('that is lost ends what is under way, which may have happened', async () => {
    const lost = new AbortController();
    const silent = await serve(() => lost.abort());
    closing.push(silent.close);
    const runner = supervisorRunner({ url: silent.url, token: 't' });
    const error = await failure(
      runner.run(
        'restart',
        { service: 'cart' },
        'k',
        leave(() => 60_000, lost.signal),
      ),
    );
    expect(error).toMatchObject({ when: 'unknown' });
  });

  test('is told ahead of any act, where the other side knows fences', async () => {
    const { runner, received } = await supervisor(({ url }) => ({ status: url === '/fences' ? 200 : 500 }));
    await runner.fence?.(leave(() => 5_000));
    expect(received).toMatchObject([{ method: 'POST', url: '/fences', headers: { 'x-autocura-fence': '7' } }]);
    const older = await supervisor(() => ({ status: 404 }));
    await older.runner.fence?.(leave(() => 5_000));
  });
});
