import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs } from '../../../../../../provisioning/demo/src/endWithUs';

/** A real Prometheus on loopback that scrapes nothing and holds the samples it was given. */
export class TestPrometheus {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly dir: string,
  ) {}

  /** `openMetrics`: lines `metric{labels} value seconds`, which become its past. `files`: by name, the configuration too. */
  static async start(openMetrics: string[] = [], files: Record<string, string> = {}): Promise<TestPrometheus> {
    const dir = mkdtempSync(join(tmpdir(), 'prometheus-'));
    const config = join(dir, 'prometheus.yml');
    writeFileSync(config, 'global: { scrape_interval: 1h }\n');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    if (openMetrics.length > 0) {
      const past = join(dir, 'past.txt');
      writeFileSync(past, `${openMetrics.join('\n')}\n# EOF\n`);
      execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', past, join(dir, 'data')]);
    }
    const port = await freePort();
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(dir, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore', env: { ...process.env, GOMAXPROCS: '1' } },
    );
    endWithUs(child);
    const prometheus = new TestPrometheus(`http://127.0.0.1:${port}`, child, dir);
    await prometheus.ready();
    return prometheus;
  }

  async stop() {
    const gone = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
    rmSync(this.dir, { recursive: true, force: true });
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
