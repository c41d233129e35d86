/** What the shoppers saw in one second; requests count in the second they ended in. */
export interface SecondRecord {
  /** Epoch seconds. */
  t: number;
  ok: number;
  failed: number;
  /** Milliseconds over all answers, failed ones too; null without any. */
  p50: number | null;
  p95: number | null;
  /** Orders that the worker confirmed within ten seconds, and those it did not. */
  confirmed: number;
  late: number;
}

export interface Summary {
  seconds: number;
  requests: number;
  failed: number;
  errorRatio: number;
  p50: number | null;
  p95: number | null;
  confirmed: number;
  late: number;
  /** Milliseconds by which shoppers arrived after they were due: the 99th percentile. */
  behindP99: number | null;
}

interface Second {
  ok: number;
  failed: number;
  confirmed: number;
  late: number;
  latencies: number[];
  behind: number[];
}

const keepSeconds = 3600;

/** Counts by the second; what is older than an hour is left to the file. */
export class Records {
  private readonly seconds = new Map<number, Second>();
  private written = 0;

  constructor(
    private readonly now: () => number,
    private readonly write: (record: SecondRecord) => void = () => {},
  ) {}

  request(ok: boolean, ms: number) {
    const second = this.current();
    if (ok) second.ok += 1;
    else second.failed += 1;
    second.latencies.push(ms);
  }

  order(confirmed: boolean) {
    if (confirmed) this.current().confirmed += 1;
    else this.current().late += 1;
  }

  arrival(behindMs: number) {
    this.current().behind.push(behindMs);
  }

  /** Writes the seconds that are over; a second in which nothing happened is a record too. */
  flush() {
    const current = Math.floor(this.now() / 1000);
    for (let t = Math.max(this.written + 1, current - keepSeconds); t < current; t += 1) {
      if (this.written > 0 || this.seconds.has(t)) this.write(this.record(t));
      if (this.written > 0 || this.seconds.has(t)) this.written = t;
    }
    for (const t of this.seconds.keys()) if (t < current - keepSeconds) this.seconds.delete(t);
  }

  /** Whole seconds from `t` on, oldest first. */
  since(t: number): SecondRecord[] {
    const current = Math.floor(this.now() / 1000);
    return [...this.seconds.keys()].filter(each => each >= t && each < current).map(each => this.record(each));
  }

  /** Over the last whole seconds. */
  summary(seconds: number): Summary {
    const current = Math.floor(this.now() / 1000);
    const found = Array.from({ length: seconds }, (_, back) => this.seconds.get(current - 1 - back) ?? empty());
    const sum = (of: (second: Second) => number) => found.reduce((total, second) => total + of(second), 0);
    const failed = sum(second => second.failed);
    const requests = sum(second => second.ok) + failed;
    const latencies = found.flatMap(second => second.latencies);
    return {
      seconds,
      requests,
      failed,
      errorRatio: requests === 0 ? 0 : failed / requests,
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      confirmed: sum(second => second.confirmed),
      late: sum(second => second.late),
      behindP99: quantile(
        found.flatMap(second => second.behind),
        0.99,
      ),
    };
  }

  private current(): Second {
    const t = Math.floor(this.now() / 1000);
    const second = this.seconds.get(t) ?? empty();
    this.seconds.set(t, second);
    return second;
  }

  private record(t: number): SecondRecord {
    const { latencies, behind: _behind, ...counts } = this.seconds.get(t) ?? empty();
    return { t, ...counts, p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) };
  }
}

const empty = (): Second => ({ ok: 0, failed: 0, confirmed: 0, late: 0, latencies: [], behind: [] });

function quantile(values: number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}
