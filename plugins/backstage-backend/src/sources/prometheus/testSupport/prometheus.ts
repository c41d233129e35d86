import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs } from '../../../../../../provisioning/demo/src/endWithUs';

/** A real Prometheus on loopback that scrapes nothing and holds the samples it was given. */
export class TestPrometheus {
  private child: ChildProcess;

  private constructor(
    private readonly dir: string,
    private readonly port: number,
  ) {
    this.child = this.run();
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.child.pid ?? 0;
  }

  /** `openMetrics`: lines `metric{labels} value seconds`, which become its past. `files`: by name, the configuration too. */
  static async start(openMetrics: string[] = [], files: Record<string, string> = {}): Promise<TestPrometheus> {
    const dir = mkdtempSync(join(tmpdir(), 'prometheus-'));
    writeFileSync(join(dir, 'prometheus.yml'), 'global: { scrape_interval: 1h }\n');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    if (openMetrics.length > 0) {
      const past = join(dir, 'past.txt');
      writeFileSync(past, `${openMetrics.join('\n')}\n# EOF\n`);
      execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', past, join(dir, 'data')]);
    }
    const prometheus = new TestPrometheus(dir, await freePort());
    await prometheus.ready();
    return prometheus;
  }

  /** Kills it and runs it again, in the same place. */
  async restart() {
    await this.kill();
    this.child = this.run();
    await this.ready();
  }

  async stop() {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private run() {
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(this.dir, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(this.dir, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${this.port}`,
      ],
      { stdio: 'ignore', env: { ...process.env, GOMAXPROCS: '1' } },
    );
    endWithUs(child);
    return child;
  }

  private async kill() {
    const gone = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  private async ready() {
    while (this.child.exitCode === null) {
      const response = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (response?.ok) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`prometheus ended with ${this.child.exitCode}`);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
