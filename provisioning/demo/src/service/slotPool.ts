/**
 * A bounded number of requests are worked on at once; the others wait in order of arrival.
 * Whoever waits is served even when its caller has gone away, as in most real servers: that is
 * what lets an overload outlive its cause.
 */
export class SlotPool {
  busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly size: number) {}

  get pending() {
    return this.waiting.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy < this.size) this.busy += 1;
    else await new Promise<void>(resolve => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
