import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { FakeReceiver, Mood } from './fakeReceiver';

const codes: Partial<Record<Mood, number>> = { 'asks to wait': 451, fails: 421, 'refuses for good': 550 };

/** A real SMTP server on the loopback interface that counts keys. */
export async function realMailServer(): Promise<FakeReceiver> {
  const queue: Mood[] = [];
  const taken = new Map<string, number>();
  const [wrong, bodies]: [string[], unknown[]] = [[], []];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 1,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const mood = queue.shift() ?? 'takes';
        if (mood === 'is slow') return;
        const responseCode = codes[mood];
        if (responseCode !== undefined) return done(Object.assign(new Error(mood), { responseCode }));
        const mail = Buffer.concat(parts)
          .toString('utf8')
          .replace(/\r\n[ \t]+/g, ' ');
        const header = (name: string) => new RegExp(`^${name}: *(.+?)\\r?$`, 'im').exec(mail)?.[1] ?? '';
        if (!/^<[0-9a-f]{32}@autocura>$/.test(header('Message-ID'))) wrong.push(`Message-ID ${header('Message-ID')}`);
        const key = header('X-Autocura-Key');
        taken.set(key, (taken.get(key) ?? 0) + 1);
        bodies.push(mail);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, taken, wrong, bodies },
    moods: (...moods) => queue.push(...moods),
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
