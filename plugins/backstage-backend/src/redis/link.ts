import { createClient, ErrorReply } from '@redis/client';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../sources/within';

/** Redis was not asked, or did not answer in time. Whoever asks goes on without it. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError';
}

export interface LinkOptions {
  /** `redis://` or `rediss://`, with the password in it. */
  url: string;
  /** For connecting, and for each command, in milliseconds. */
  timeoutMs: number;
  /** Between two looks whether it still answers, in milliseconds. */
  beatMs: number;
  /** Called with each new connection, before it is used. */
  connected?(client: Client): Promise<unknown>;
}

export type Client = ReturnType<typeof createClient>;

const longestRestMs = 2_000;

/**
 * One connection that is made anew whenever it breaks or falls silent. No command waits for it: without a connection it
 * fails at once, and with one that does not answer within `timeoutMs`.
 */
export class Link {
  private client: Client | undefined;
  private why: string | undefined = 'not connected yet';
  private readonly over = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: LinkOptions) {}

  start(): void {
    this.running ??= this.keep();
  }

  /** Resolves when the connection is closed. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.running;
  }

  /** Why it cannot be asked; undefined while it can. */
  away(): string | undefined {
    return this.why;
  }

  /** Throws RedisAwayError, and what Redis itself answers as an error. */
  async ask(...command: string[]): Promise<unknown> {
    return this.answered(client => client.sendCommand(command));
  }

  /** All of them or none, and nobody else's between them. Throws RedisAwayError. */
  async together(commands: string[][]): Promise<unknown[]> {
    return this.answered(client =>
      commands.reduce((multi, command) => multi.addCommand(command), client.multi()).exec(),
    );
  }

  private async answered<T>(asked: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    if (!client) throw new RedisAwayError(`Redis is away: ${this.why}`);
    try {
      return await within(this.options.timeoutMs, asked(client));
    } catch (error) {
      // Redis was reached and says no: the connection is well.
      if (error instanceof ErrorReply) throw error;
      // A connection over which nothing comes back stays dead: what is asked next would wait as long.
      this.drop(client, error);
      throw new RedisAwayError(`Redis is away: ${this.why}`, { cause: error });
    }
  }

  private drop(client: Client, error: unknown) {
    if (this.client === client) this.client = undefined;
    this.why = error instanceof Error ? error.message : String(error);
    if (client.isOpen) void client.disconnect().catch(() => undefined);
  }

  private async keep() {
    const { signal } = this.over;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const client = this.make();
      try {
        await within(this.options.timeoutMs, client.connect());
        // That somebody takes connections does not say that anybody answers.
        await within(this.options.timeoutMs, client.ping());
        await within(this.options.timeoutMs, this.options.connected?.(client) ?? Promise.resolve());
        [this.client, this.why] = [client, undefined];
        failures = 0;
        await this.untilGone(client);
      } catch (error) {
        this.drop(client, error);
      }
      await pause(Math.min(50 * 2 ** failures, longestRestMs), undefined, { signal }).catch(() => undefined);
    }
  }

  private make(): Client {
    const { url, timeoutMs } = this.options;
    const client: Client = createClient({
      url,
      socket: { reconnectStrategy: false, connectTimeout: timeoutMs },
      disableOfflineQueue: true,
      disableClientInfo: true,
    });
    client.on('error', error => this.drop(client, error));
    return client;
  }

  private async untilGone(client: Client) {
    const { signal } = this.over;
    const gone = once(client, 'end').catch(() => undefined);
    while (this.client === client && client.isOpen && !signal.aborted) {
      await Promise.race([gone, pause(this.options.beatMs, undefined, { signal }).catch(() => undefined)]);
      if (this.client === client && !signal.aborted) await this.answered(one => one.ping()).catch(() => undefined);
    }
    this.drop(client, signal.aborted ? 'ended by us' : (this.why ?? 'the connection was closed'));
  }
}
