import { listen, type Received } from '../examples';
import { httpFlagRunner, type HttpFlagSettings } from './httpFlagRunner';

/** A store of flags that keeps the one rule we rely on: a PUT holds only for the version it names. */
function fakeFlagStore() {
  const held: Record<string, { value: unknown; version: number }> = {
    partner: { value: 'primary', version: 1 },
    odd: { value: { deep: 1 }, version: 1 },
  };
  const answer = ({ method, url, headers, body }: Received) => {
    if (headers.authorization !== 'Bearer secret') return { status: 401 };
    const flag = held[decodeURIComponent(url.split('/').pop() ?? '')];
    if (!flag) return { status: 404 };
    if (method === 'PUT') {
      if (headers['if-match'] !== `"${flag.version}"`) return { status: 412 };
      flag.value = JSON.parse(body).value;
      flag.version += 1;
    }
    return { status: 200, body: JSON.stringify({ value: flag.value }), headers: { etag: `"${flag.version}"` } };
  };
  return { held, answer };
}

const store = fakeFlagStore();
let fault: (heard: Received) => ReturnType<typeof store.answer> | undefined;
let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  store.held.partner = { value: 'primary', version: 1 };
  fault = () => undefined;
  server = await listen(heard => fault(heard) ?? store.answer(heard));
});
afterEach(() => server.close());

const runner = (about: Partial<HttpFlagSettings> = {}) =>
  httpFlagRunner({
    ...{ url: `${server.url}/flags/`, token: 'secret', flags: ['partner', 'odd', 'missing'] },
    ...{ http: true, private: true, timeoutMs: 500, ...about },
  });
const to = (value: string, flag = 'partner') => ({ flag, value });
const puts = () => server.received.filter(({ method }) => method === 'PUT');

test('reads the version, and sets the flag where it still is that', async () => {
  expect(await runner().preview?.('set-flag', to('secondary'), 'k')).toEqual([
    { object: 'flag partner', field: 'value', from: 'primary', to: 'secondary' },
  ]);
  expect(await runner().run('set-flag', to('secondary'), 'k')).toBe('flag partner: secondary instead of primary');
  expect(puts()).toMatchObject([
    { url: '/flags/partner', headers: { 'if-match': '"1"', 'idempotency-key': 'k' }, body: '{"value":"secondary"}' },
  ]);
});

test('G-53 what was before comes back by its way back', async () => {
  const back = await runner().state('set-flag', to('secondary'));
  await runner().run('set-flag', to('secondary'), 'k');
  await runner().run('set-flag', back ?? {}, 'k/undo');
  expect(store.held.partner?.value).toBe('primary');
});

test('G-36 the same again is not sent', async () => {
  await runner().run('set-flag', to('secondary'), 'k');
  expect(await runner().run('set-flag', to('secondary'), 'k')).toBe('flag partner was secondary already');
  expect(puts().length).toBe(1);
});

test('G-30 a flag that was changed meanwhile is a conflict, to be read anew', async () => {
  fault = ({ method }) => {
    if (method === 'PUT' && store.held.partner) store.held.partner.version = 7;
    return undefined;
  };
  await expect(runner().run('set-flag', to('secondary'), 'k')).rejects.toMatchObject({ when: 'before' });
  expect(store.held.partner?.value).toBe('primary');
});

test.each<{ name: string; flag?: string; about?: Partial<HttpFlagSettings>; answer?: object; when?: string }>([
  { name: 'a flag that is not listed', flag: 'unlisted' },
  { name: 'a flag that there is not', flag: 'missing' },
  { name: 'a value that is no plain one', flag: 'odd' },
  { name: 'a wrong token', about: { token: 'other' } },
  { name: 'a store without versions', answer: { status: 200, body: '{"value":"x"}' } },
  { name: 'a store with weak versions', answer: { status: 200, body: '{"value":"x"}', headers: { etag: 'W/"1"' } } },
  { name: 'an address inside', about: { private: false }, when: 'before' },
  { name: 'an address without TLS', about: { http: false }, when: 'before' },
  { name: 'a store that fails to be read', answer: { status: 500 }, when: 'before' },
  { name: 'a redirect', answer: { status: 302, headers: { location: '/flags/partner' } }, when: 'before' },
])('$name: nothing is set', async ({ flag = 'partner', about = {}, answer, when = 'refused' }) => {
  if (answer) fault = () => answer as ReturnType<typeof store.answer>;
  await expect(runner(about).run('set-flag', to('secondary', flag), 'k')).rejects.toMatchObject({ when });
  expect(puts()).toEqual([]);
});

describe('G-37 in the middle of it', () => {
  test.each([
    { status: 403, when: 'refused' },
    { status: 500, when: 'unknown' },
  ])('answered $status: $when', async ({ status, when }) => {
    fault = ({ method }) => (method === 'PUT' ? { status } : undefined);
    await expect(runner().run('set-flag', to('secondary'), 'k')).rejects.toMatchObject({ when });
    expect(puts().length).toBe(1);
  });

  test('an answer that got lost does not make a change undone', async () => {
    fault = heard => (heard.method === 'PUT' ? { ...store.answer(heard), status: 502 } : undefined);
    expect(await runner().run('set-flag', to('secondary'), 'k')).toBe('flag partner: secondary instead of primary');
    expect(puts().length).toBe(1);
  });
});
