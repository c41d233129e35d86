import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Message } from '../message';
import { channelType, type Sent } from './channel';

const timeoutMs = 10_000;

/** Plain text by SMTP. An address is a mailbox. */
export const email = channelType({
  type: 'email',
  settings: z.strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(587),
    /** TLS from the first byte; else STARTTLS, without which nothing is sent unless `plain` says so. */
    secure: z.boolean().default(false),
    plain: z.boolean().default(false),
    user: z.string().optional(),
    password: z.string().optional(),
    from: z.email(),
  }),
  open({ host, port, secure, plain, user, password, from }) {
    const transport = createTransport({
      ...{ host, port, secure, requireTLS: !plain && !secure, ignoreTLS: plain },
      ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
      ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
    return {
      async send(message, address, signal) {
        const tooLong = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('it took too long')), { once: true }),
        );
        try {
          await Promise.race([transport.sendMail(mailOf(message, from, address)), tooLong]);
          return { state: 'delivered' };
        } catch (error) {
          return refusal(host, error);
        }
      },
    };
  },
});

function mailOf({ key, thread, about, subject, lines, link }: Message, from: string, to: string) {
  const first = `<${idOf(thread)}@autocura>`;
  return {
    ...{ from, to, subject },
    text: [...lines, ...(link ? [link] : [])].join('\n\n'),
    // Sent once more it has the same id, by which mailboxes tell that they have it.
    messageId: `<${idOf(key)}@autocura>`,
    references: first,
    headers: {
      'X-Autocura-Key': key,
      'Auto-Submitted': 'auto-generated',
      ...(about === 'call' && { Priority: 'urgent' }),
    },
  };
}

function refusal(host: string, error: unknown): Sent {
  const { responseCode, code = 'no reason', message } = error as Error & { responseCode?: number; code?: string };
  const why = responseCode === undefined ? (code === 'no reason' ? message : code) : `it answered ${responseCode}`;
  const final = responseCode !== undefined && responseCode >= 500;
  return { state: 'refused', reason: `${host} did not take the mail (${why})`, ...(final && { final }) };
}

const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
