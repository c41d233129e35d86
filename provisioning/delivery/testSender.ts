import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { realHaproxy } from '../../plugins/backstage-backend/src/testSupport/realHaproxy';

/** The HAProxy of `provisioning/haproxy` in front of two backends. */
export const proxyBefore = (root: string, front: number, [one, two]: [number, number]) =>
  realHaproxy(join(root, 'provisioning/haproxy/haproxy.cfg'), front, {
    AUTOCURA_LISTEN: `127.0.0.1:${front}`,
    AUTOCURA_ONE: `127.0.0.1:${one}`,
    AUTOCURA_TWO: `127.0.0.1:${two}`,
  });

/** Sends one new alert after the other and remembers which were taken. */
export class TestSender {
  readonly accepted: string[] = [];
  readonly refused: string[] = [];
  private count = 0;
  private flowing?: Promise<void>;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  flow(perSecond: number): Promise<void> {
    this.flowing = (async () => {
      while (!this.stopped) {
        const now = new Date().toISOString();
        if (!(await this.one())) this.refused.push(now);
        await pause(1000 / perSecond);
      }
    })();
    return this.flowing;
  }

  async stop() {
    this.stopped = true;
    await this.flowing;
  }

  async one(): Promise<boolean> {
    this.count += 1;
    const fingerprint = this.count.toString(16).padStart(16, '0');
    const labels = { alertname: 'TargetDown', service: `service-${this.count % 20}`, severity: 'warning' };
    const alert = { fingerprint, status: 'firing', labels, annotations: {}, startsAt: new Date().toISOString() };
    const answer = await fetch(`${this.url}/api/autocura/v1/alerts/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ version: '4', groupKey: '{}', alerts: [alert] }),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 202) this.accepted.push(fingerprint);
    return answer?.status === 202;
  }
}
