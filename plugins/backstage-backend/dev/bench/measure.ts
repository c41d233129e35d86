import { Connection } from './connection';
import { cpuSeconds } from './processTime';
import type { Target } from './servers';

export interface Case {
  alerts: 'duplicate' | 'unique';
  /** Alerts in a request. */
  batch: number;
  connections: number;
}

export interface Figures {
  /** Alerts acknowledged in a second. */
  rate: number;
  /** Alerts acknowledged for a second of CPU of the server. */
  perCpuSecond: number;
  /** Milliseconds from a request's first byte to its answer's last. */
  p50: number;
  p99: number;
}

/** What has been sent before is a duplicate, and numbers from here on never were. */
export const known = 1024;

/** Numbers of alerts that no server has seen yet, or of those that each has. */
export class Numbers {
  private fresh = known;
  private again = 0;

  next({ alerts, batch }: Case): number[] {
    return Array.from({ length: batch }, () => (alerts === 'unique' ? this.fresh++ : this.again++ % known));
  }
}

export async function teach(target: Target): Promise<void> {
  const all = Array.from({ length: known }, (_, n) => n);
  for (const port of portsOf(target)) {
    const connection = await Connection.open(port, target.path, target.headers);
    for (let at = 0; at < known; at += 64) await post(target, connection, all.slice(at, at + 64));
    connection.close();
  }
}

/** Keeps so many connections busy, first for the warm-up, which does not count. */
export async function measure(
  target: Target,
  one: Case,
  numbers: Numbers,
  { seconds, warmUp }: { seconds: number; warmUp: number },
): Promise<Figures> {
  const begin = performance.now() + warmUp * 1000;
  const end = begin + seconds * 1000;
  const latencies: number[] = [];
  const ports = portsOf(target);
  const work = async (_: unknown, index: number) => {
    const port = ports[index % ports.length] ?? target.port;
    const connection = await Connection.open(port, target.path, target.headers);
    while (performance.now() < end) {
      const sent = performance.now();
      await post(target, connection, numbers.next(one));
      if (sent >= begin) latencies.push(performance.now() - sent);
    }
    connection.close();
  };
  const spent = () => target.pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const working = Array.from({ length: one.connections }, work);
  const before = new Promise<{ at: number; cpu: number }>(resolve =>
    setTimeout(() => resolve({ at: performance.now(), cpu: spent() }), warmUp * 1000),
  );
  await Promise.all(working);
  const { at, cpu } = await before;
  const took = spent() - cpu;
  const acknowledged = latencies.length * one.batch;
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) => latencies[Math.floor(latencies.length * q)] ?? NaN;
  return {
    rate: acknowledged / ((performance.now() - at) / 1000),
    perCpuSecond: acknowledged / took,
    p50: quantile(0.5),
    p99: quantile(0.99),
  };
}

const portsOf = ({ port, morePorts = [] }: Target) => [port, ...morePorts];

async function post({ name, form }: Target, connection: Connection, numbers: number[]): Promise<void> {
  const status = await connection.post(form.body(numbers));
  if (status !== 200 && status !== 202) throw new Error(`${name} answered ${status}`);
}
