import { AutocuraClient } from '@autocura/common';
import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { proxyFetch } from './proxyFetch';

const client = new AutocuraClient(proxyFetch);

/** Grafana's own: what is not a success is thrown, with what came parsed. */
function fakeBackend(...answers: { status: number; data: unknown; etag?: string }[]) {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    const { status, data, etag } = answers.shift()!;
    const headers = new Headers(etag ? { etag } : {});
    return status < 300 ? of({ status, data, headers }) : throwError(() => ({ status, data, config: request }));
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

test('reads through the route of viewers, without a message of Grafana over the page', async () => {
  const requests = fakeBackend({ status: 200, data: '{"items":[]}' });
  await expect(client.incidents({ open: true })).resolves.toEqual({ items: [] });
  expect(requests).toMatchObject([
    {
      url: '/api/plugin-proxy/autocura-healing-app/viewer/v1/incidents?open=true',
      method: 'GET',
      responseType: 'text',
      showErrorAlert: false,
    },
  ]);
});

test('approves through the route of approvers, with its body', async () => {
  const requests = fakeBackend({ status: 200, data: '{}' });
  await client.approve('42', 'digest-1');
  expect(requests).toMatchObject([
    {
      url: '/api/plugin-proxy/autocura-healing-app/approver/v1/incidents/42/approval',
      method: 'POST',
      data: { digest: 'digest-1' },
    },
  ]);
});

test('asks whether an answer has changed, and gives the one before when not', async () => {
  const requests = fakeBackend({ status: 200, data: '{"pulled":[]}', etag: 'W/"1"' }, { status: 304, data: '' });
  await client.brake();
  await expect(client.brake()).resolves.toEqual({ pulled: [] });
  expect(requests.map(({ headers }) => headers?.['If-None-Match'])).toEqual([undefined, 'W/"1"']);
});

test('a refusal is an error with its status and what was told', async () => {
  fakeBackend({ status: 403, data: { error: { name: 'NotAllowedError', message: 'not granted to you' } } });
  await expect(client.services()).rejects.toMatchObject({ status: 403, message: 'not granted to you' });
});

test('no answer at all is status 0', async () => {
  setBackendSrv({ fetch: () => throwError(() => new TypeError('Failed to fetch')) } as unknown as BackendSrv);
  await expect(client.sources()).rejects.toMatchObject({ status: 0 });
});
