import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { Agent as SecureAgent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { connect as connectSecurely, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { until } from '../testSupport/quick';
import { plainServer, secureServer } from './server';
import { listenerSettings, type TlsSettings } from './settings';
import { askedUntil, slowly, slowWays } from './testSlow';

const directory = mkdtempSync(join(tmpdir(), 'autocura-listener-'));
afterAll(() => rmSync(directory, { recursive: true }));

const made = (name: string) => generate([{ name: 'commonName', value: name }], { keySize: 2048, algorithm: 'sha256' });
const [first, second, client] = [made('first'), made('second'), made('client')];
const place = (name: string, text: string) => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

const running: Server[] = [];
const warnings: string[] = [];
const logger = { info: () => undefined, warn: (message: string) => void warnings.push(message) };
afterEach(async () => {
  warnings.length = 0;
  await Promise.all(
    running.splice(0).map(server => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    }),
  );
});

const answer: RequestListener = (asked, told) => {
  asked.resume();
  asked.on('end', () => told.end('answered'));
};
async function opened(server: Server): Promise<number> {
  running.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const files = (about: Partial<TlsSettings> = {}): TlsSettings => ({
  ...{ host: '', port: 0, certificate: place('tls.crt', first.cert), key: place('tls.key', first.private) },
  ...about,
});
const settings = listenerSettings.parse(undefined);
const listen = async (tls: TlsSettings) => opened(await secureServer({ settings, tls, answer, logger, everyMs: 10 }));

/** What is shown to who connects anew. Rejects where there is no agreement. */
const shown = (port: number, options: ConnectionOptions = {}) =>
  new Promise<unknown>((resolve, reject) => {
    const socket: TLSSocket = connectSecurely(
      { port, host: '127.0.0.1', rejectUnauthorized: false, ...options },
      () => {
        resolve(socket.getPeerCertificate().subject.CN);
        socket.end();
      },
    );
    socket.on('error', reject);
  });

const ask = (port: number, options: ConnectionOptions & { agent?: SecureAgent } = {}) =>
  new Promise<string>((resolve, reject) => {
    request({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options } as object, answer => {
      const protocol = (answer.socket as TLSSocket).getProtocol();
      answer.resume();
      answer.on('end', () => resolve(`${answer.statusCode} ${protocol}`));
    })
      .on('error', reject)
      .end();
  });

describe('over TLS', () => {
  test('nothing older than 1.3 is spoken', async () => {
    const port = await listen(files());
    expect(await ask(port)).toBe('200 TLSv1.3');
    await expect(ask(port, { maxVersion: 'TLSv1.2' })).rejects.toThrow(/protocol version/);
  });

  test('another certificate is shown without a restart, and who is connected stays so', async () => {
    const tls = files();
    const port = await listen(tls);
    const agent = new SecureAgent({ keepAlive: true, maxSockets: 1 });
    await ask(port, { agent });
    expect(await shown(port)).toBe('first');

    writeFileSync(tls.certificate, second.cert);
    await until('a warning', () => warnings.length > 0);
    expect(warnings[0]).toMatch(/^The certificate is not exchanged: /);
    expect(await shown(port)).toBe('first');

    writeFileSync(tls.key, second.private);
    await until('the other certificate', async () => (await shown(port)) === 'second');
    expect(await ask(port, { agent })).toBe('200 TLSv1.3');
    agent.destroy();
  });

  test('a file that is gone changes nothing', async () => {
    const tls = files();
    const port = await listen(tls);
    rmSync(tls.key);
    await until('a warning', () => warnings.length > 0);
    expect(await shown(port)).toBe('first');
  });

  test('with files that do not fit it does not start', async () => {
    const key = place('other.key', second.private);
    await expect(listen(files({ key }))).rejects.toThrow();
    await expect(listen(files({ key: join(directory, 'none') }))).rejects.toThrow('ENOENT');
  });

  test('who comes shows a certificate of the authority', async () => {
    const clients = { authority: place('clients.crt', client.cert), required: true };
    const port = await listen(files({ clients }));
    expect(await ask(port, { cert: client.cert, key: client.private })).toBe('200 TLSv1.3');
    await expect(ask(port)).rejects.toThrow(/certificate required|ECONNRESET|socket hang up/);
    const other = { cert: second.cert, key: second.private };
    await expect(ask(port, other)).rejects.toThrow(/unknown ca|ECONNRESET|socket hang up/);
  });
});

describe('S3 who is slow', () => {
  test.each(Object.entries(slowWays))('%s is cut off, and keeps nobody waiting', async (_, way) => {
    const port = await opened(plainServer({ headSeconds: 0.5, requestSeconds: 0.5 }, answer));
    const slow = Promise.all(Array.from({ length: 100 }, () => slowly(port, way)));
    const waited = await askedUntil(slow, port);
    expect(waited.length).toBeGreaterThan(0);
    // Node would wait for a minute, and for five.
    expect(Math.max(...(await slow))).toBeLessThan(20_000);
  });
});
