import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes a report whose list may be longer than memory, item by item: `{"episodes":[…],…}`. */
export class JsonReport {
  private items = 0;

  constructor(private readonly out: Writable) {}

  async item(item: object): Promise<void> {
    await this.write(`${this.items === 0 ? '{"episodes":[' : ','}\n${JSON.stringify(item)}`);
    this.items += 1;
  }

  /** Adds what else the report says. */
  async end(rest: object): Promise<void> {
    await this.write(`${this.items === 0 ? '{"episodes":[' : ''}\n],${JSON.stringify(rest).slice(1)}\n`);
    this.out.end();
    await once(this.out, 'finish');
  }

  private async write(text: string) {
    if (!this.out.write(text)) await once(this.out, 'drain');
  }
}
