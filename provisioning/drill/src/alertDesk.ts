import { serve } from '../../demo/src/http';
import type { Change } from '../../demo/src/supervisor/changeFeed';

interface Webhook {
  alerts: { status: 'firing' | 'resolved'; fingerprint: string; labels: Record<string, string> }[];
}

/** Takes what a shop tells, in place of Autocura. */
export interface AlertDesk {
  /** The newest first. */
  changes(): Change[];
  isAlerting(service: string): boolean;
  /** Called with the service of each alert that newly fires. */
  onFiring(listener: (service: string) => void): void;
  close(): Promise<void>;
}

export async function openAlertDesk(port: number, token: string): Promise<AlertDesk> {
  const changes: Change[] = [];
  const firing = new Map<string, string>();
  let tell = (_service: string) => {};
  const hear = ({ status, fingerprint, labels }: Webhook['alerts'][number]) => {
    if (status === 'resolved') return void firing.delete(fingerprint);
    if (firing.has(fingerprint)) return;
    const service = labels.service_name ?? '';
    firing.set(fingerprint, service);
    tell(service);
  };
  const close = await serve(
    port,
    async ({ path, json }) => {
      const body = await json();
      if (path === '/api/autocura/v1/changes') changes.unshift(body as Change);
      else if (path === '/api/autocura/v1/alerts/alertmanager') (body as Webhook).alerts.forEach(hear);
      else return { status: 404, body: { error: `nothing is at ${path}` } };
      return { status: 202 };
    },
    token,
  );
  return {
    changes: () => changes,
    isAlerting: service => [...firing.values()].includes(service),
    onFiring: listener => void (tell = listener),
    close,
  };
}
