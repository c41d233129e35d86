import { writeFileSync } from 'node:fs';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded into a process before its own code. On SIGUSR2 it writes what it measured since the last, and begins anew. */
const everyMs = 10;
const delays = monitorEventLoopDelay({ resolution: everyMs });
delays.enable();

/** What the process itself works between two turns of the timer: its share of the delay, however busy the machine. */
const work = createHistogram();
let spent = process.cpuUsage();
setInterval(() => {
  const { user, system } = process.cpuUsage(spent);
  spent = process.cpuUsage();
  work.record(Math.max(1, user + system));
}, everyMs).unref();

process.on('SIGUSR2', () => {
  const ms = (value: number, perMs: number) => Math.round((value / perMs) * 10) / 10;
  const [nanoseconds, microseconds] = [1e6, 1e3];
  const lag = {
    p50: ms(delays.percentile(50), nanoseconds),
    p99: ms(delays.percentile(99), nanoseconds),
    max: ms(delays.max, nanoseconds),
    workP99: ms(work.percentile(99), microseconds),
    workMax: ms(work.max, microseconds),
  };
  delays.reset();
  work.reset();
  writeFileSync(`${process.env.AUTOCURA_LAG}-${process.pid}.json`, JSON.stringify(lag));
});
