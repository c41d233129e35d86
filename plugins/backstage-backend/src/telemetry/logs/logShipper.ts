import { ElasticsearchError } from '../../sources/elasticsearch/client';
import { ecsOf, type Told } from './ecs';
import { type Keeping, prepareKeeping, streamOf } from './keeping';

export interface LogShipperOptions extends Keeping {
  now(): Date;
  /** Lines that wait at most; the oldest are lost first. Default 10,000. */
  most?: number;
  /** How often what waits is sent, in milliseconds; default 2 s. */
  everyMs?: number;
}

const atOnce = 500;
/** After a failure it waits so many times as long, up to a minute. */
const factor = 2;
const longestMs = 60_000;
/** What is left at the end is waited for no longer. */
const lastMs = 3000;

/**
 * Brings our own log lines to Elasticsearch or OpenSearch. Whoever logs never waits for that and never fails by it:
 * lines wait in memory, a bounded number, and how many were lost is told by a line of its own.
 */
export class LogShipper {
  private waiting: object[] = [];
  private lost = 0;
  private prepared = false;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly options: LogShipperOptions) {}

  start() {
    if (this.stopped) return;
    const { everyMs = 2000 } = this.options;
    const delay = Math.min(longestMs, everyMs * factor ** this.failures);
    this.timer = setTimeout(() => void this.flush().finally(() => this.start()), delay);
    this.timer.unref();
  }

  tell(line: Omit<Told, 'timestamp'>) {
    if (this.stopped) return;
    this.waiting.push(ecsOf({ ...line, timestamp: this.options.now().toISOString() }));
    const over = this.waiting.length - (this.options.most ?? 10_000);
    if (over <= 0) return;
    this.waiting.splice(0, over);
    this.lost += over;
  }

  /** Sends what waits; what cannot be sent now goes on waiting. Never throws. */
  flush(): Promise<void> {
    this.sending ??= this.send().finally(() => (this.sending = undefined));
    return this.sending;
  }

  async stop() {
    clearTimeout(this.timer);
    await Promise.race([this.flush(), new Promise(resolve => setTimeout(resolve, lastMs).unref())]);
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async send() {
    const { client, namespace } = this.options;
    while (this.waiting.length > 0) {
      const lines = this.waiting.splice(0, atOnce);
      try {
        if (!this.prepared) await prepareKeeping(this.options);
        this.prepared = true;
        const refused = await client.create(streamOf(namespace), lines);
        const busy = refused.filter(({ status }) => isPassing(status)).flatMap(({ place }) => lines[place] ?? []);
        this.lost += refused.length - busy.length;
        this.failures = busy.length > 0 ? this.failures + 1 : 0;
        this.waiting.unshift(...busy);
        if (busy.length > 0) return;
        this.tellLoss();
      } catch (error) {
        const passes = error instanceof ElasticsearchError && (error.status === undefined || isPassing(error.status));
        this.failures += 1;
        // A request that is refused for what it is would be refused again.
        if (passes || !this.prepared) this.waiting.unshift(...lines);
        else this.lost += lines.length;
        return;
      }
    }
  }

  private tellLoss() {
    if (this.lost === 0) return;
    const message = `${this.lost} log lines were lost before they could be kept`;
    this.lost = 0;
    this.tell({ level: 'warn', message, metadata: {} });
  }
}

const isPassing = (status: number) => status === 429 || status >= 500;
