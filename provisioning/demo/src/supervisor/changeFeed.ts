import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A deploy, configuration, flag or scale change, as it is told to whoever wants to know. */
export interface Change {
  id: string;
  kind: 'deploy' | 'config' | 'flag' | 'scale';
  service: string;
  /** The flag, or the configuration, that was changed. */
  key?: string;
  /** ISO 8601. */
  at: string;
  summary: string;
  from?: string;
  to?: string;
  by?: string;
}

/** Posts changes in order, each until it is accepted. */
export class ChangeFeed {
  readonly told: Change[] = [];
  private last: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();

  constructor(
    private readonly url: string | undefined,
    private readonly token: string,
    private readonly retryMs = 1000,
  ) {}

  tell(change: Omit<Change, 'id' | 'at'>) {
    const whole = { id: randomUUID(), at: new Date().toISOString(), ...change };
    this.told.push(whole);
    if (this.url) this.last = this.last.then(() => this.post(whole));
  }

  close() {
    this.closing.abort();
  }

  private async post(change: Change) {
    while (!this.closing.signal.aborted && !(await this.accepted(change))) {
      await sleep(this.retryMs, undefined, { signal: this.closing.signal }).catch(() => {});
    }
  }

  /** A refusal of this very change is final: the next ones must not wait for it. */
  private async accepted(change: Change): Promise<boolean> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(5000)]);
    return fetch(this.url ?? '', { method: 'POST', headers, body: JSON.stringify(change), signal }).then(
      async response => {
        await response.arrayBuffer();
        return response.ok || [400, 413, 422].includes(response.status);
      },
      () => false,
    );
  }
}
