import { join, resolve } from 'node:path';
import { startRealApi } from '../src/testSupport/realApi';
import { bundlePage, type Major } from './bundlePage';
import { type FakeGrafana, startFakeGrafana } from './server';
import { users } from './withShop';

const root = resolve(__dirname, '../../..');
/** Whom the API of the record takes everybody for. */
const token = 'mock-user-token';

export interface WithRecordOptions {
  majors: Major[];
  /** Of the API, beside the example files of policy, escalation and maintenance windows, and a key for secrets. */
  settings?: object;
  /** Beside those of the record. */
  incidents?: number;
  onStop(stop: () => unknown): void;
}

const example = (name: string) => join(root, `provisioning/${name}.example.yaml`);
const given = {
  policy: example('policy'),
  maintenance: example('maintenance'),
  secrets: { keys: [{ name: 'of-the-record', key: Buffer.alloc(32, 7).toString('base64') }] },
  notify: { escalation: example('escalation'), channels: { mail: { type: 'backstage' }, chat: { type: 'backstage' } } },
};

/**
 * The real API with a record that a test can know, without shop and healer, and a fake Grafana of each major before it.
 * Everybody is one person to the API; what Grafana lets them do is its own.
 */
export async function startWithRecord({ majors, settings, incidents = 0, onStop }: WithRecordOptions) {
  const pages = [];
  for (const major of majors) pages.push({ major, page: await bundlePage(major) });
  const api = await startRealApi({ settings: { ...given, ...settings }, incidents, prometheus: true });
  onStop(api.stop);
  const grafanas = new Map<Major, FakeGrafana>();
  for (const { major, page } of pages) {
    const grafana = await startFakeGrafana({
      dist: join(root, 'plugins/grafana-app/dist'),
      provisioning: join(root, 'provisioning/grafana'),
      environment: {
        AUTOCURA_API_URL: api.url,
        AUTOCURA_GRAFANA_VIEWER_TOKEN: token,
        AUTOCURA_GRAFANA_RESPONDER_TOKEN: token,
        AUTOCURA_GRAFANA_APPROVER_TOKEN: token,
        PROMETHEUS_URL: api.prometheus ?? '',
      },
      ...{ users, page },
    });
    onStop(() => grafana.stop());
    grafanas.set(major, grafana);
  }
  return { api, grafanas };
}
