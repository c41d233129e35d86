import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Does a thing once per key, also across restarts: a key seen before gets the first answer. */
export class Once {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly file: string) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    for (const line of lines) {
      const { key, answer } = JSON.parse(line) as { key: string; answer: unknown };
      this.answers.set(key, Promise.resolve(answer));
    }
  }

  /** What failed was not done, so its key is free again. */
  do<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.answers.get(key) as Promise<T> | undefined;
    if (before) return before;
    const now = work().then(answer => {
      appendFileSync(this.file, `${JSON.stringify({ key, answer })}\n`);
      return answer;
    });
    this.answers.set(key, now);
    now.catch(() => this.answers.delete(key));
    return now;
  }
}
