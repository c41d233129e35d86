import {
  config,
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of, throwError } from 'rxjs';
import { looking } from '../../testSupport/answers';
import { Configuration } from './Configuration';
import { TestAlert } from './TestAlert';

type Answer = { status?: number; data: unknown };

/** What Grafana's own API and the app's proxy say to each `METHOD /path`; anything else is a 404. */
function fakeApi(answers: Record<string, Answer | ((data: never) => Answer)>) {
  const sent: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    sent.push(request);
    const answer = answers[`${request.method} ${request.url.replace(/.*\/(viewer|responder|approver)\/v1/, '')}`];
    const { status = 200, data } =
      typeof answer === 'function' ? answer(request.data as never) : (answer ?? { status: 404, data: {} });
    const body = request.responseType === 'text' ? JSON.stringify(data) : data;
    return status < 300 ? of({ status, data: body, headers: new Headers() }) : throwError(() => ({ status, data }));
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  setDataSourceSrv({ getList: () => [] } as unknown as DataSourceSrv);
  return { to: (url: string) => sent.filter(request => request.url.endsWith(url)) };
}

const as = (orgRole: string) => Object.assign(config.bootData.user, { orgRole });
const me = { 'GET /me': { data: looking.body } };
const saved = jest.fn();
const opened = (settings = {}) => render(<Configuration settings={settings} saved={saved} />);
const send = () => userEvent.click(screen.getByRole('button', { name: 'Send a test alert' }));

beforeEach(() => {
  saved.mockReset();
  as('Admin');
});

test('saves the address without its last slash, and only the tokens that were written', async () => {
  const api = fakeApi({ ...me, 'POST /api/plugins/autocura-healing-app/settings': { data: {} } });
  opened({ jsonData: { apiUrl: 'http://old' }, secureJsonFields: { viewerToken: true } });
  const address = screen.getByLabelText(/Address of the API/);
  await userEvent.clear(address);
  await userEvent.type(address, 'https://backstage.example.org/api/autocura/');
  await userEvent.type(screen.getByLabelText('Token for decisions'), 'of-approvers');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(api.to('/settings')).toMatchObject([
    {
      data: {
        enabled: true,
        jsonData: { apiUrl: 'https://backstage.example.org/api/autocura' },
        secureJsonData: { approverToken: 'of-approvers' },
      },
    },
  ]);
  expect(api.to('/settings')[0]?.data).not.toHaveProperty('secureJsonData.viewerToken');
  expect(saved).toHaveBeenCalled();
});

test('says why Grafana did not take it', async () => {
  fakeApi({
    ...me,
    'POST /api/plugins/autocura-healing-app/settings': { status: 403, data: { message: 'Access denied' } },
  });
  opened({ jsonData: { apiUrl: 'http://backend/api/autocura' } });
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Access denied')).toBeInTheDocument();
  expect(saved).not.toHaveBeenCalled();
});

test('an address that is none is not saved', async () => {
  fakeApi(me);
  opened();
  await userEvent.type(screen.getByLabelText(/Address of the API/), 'backstage');
  expect(screen.getByText(/This is no address/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('who does not administer Grafana may look, and is told so', async () => {
  as('Editor');
  fakeApi(me);
  opened({ jsonData: { apiUrl: 'http://backend/api/autocura' } });
  expect(screen.getByText('Only an administrator of Grafana may change this.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(await screen.findByText('The backend answers. It knows you as eva.')).toBeInTheDocument();
});

const webhook = {
  type: 'webhook',
  uid: 'autocura',
  settings: { url: 'http://backend/api/autocura/v1/alerts/grafana' },
};
const resource = '/apis/notifications.alerting.grafana.app/v1beta1/namespaces/default/receivers';
const legacy = '/api/alertmanager/grafana/config/api/v1';
const others = { type: 'webhook', settings: { url: 'http://elsewhere' } };
/** The backend tells of the test that Grafana sent, once it was sent. */
const arrives = (answers: Record<string, Answer | ((data: never) => Answer)>) => {
  const known: Record<string, Answer | ((data: never) => Answer)> = { ...answers };
  const seen = (data: { alert: { labels: Record<string, string> } }) => {
    const id = data.alert.labels.autocura_test;
    const test = { id, sender: 'grafana', actor: 'external:grafana', receivedAt: '2026-01-05T10:00:00Z' };
    known[`GET /alerts/tests/${id}`] = { data: test };
  };
  return { known, seen };
};
const through = /Sent through the contact point “Autocura”/;

test('a test alert goes through Grafana 13’s contact point, and the backend tells of it', async () => {
  const receivers = {
    items: [
      { metadata: { name: 'x' }, spec: { title: 'Others', integrations: [others] } },
      { metadata: { name: 'QXV0b2N1cmE' }, spec: { title: 'Autocura', integrations: [webhook] } },
    ],
  };
  const { known, seen } = arrives({ [`GET ${resource}`]: { data: receivers } });
  known[`POST ${resource}/QXV0b2N1cmE/test`] = (data: never) => {
    seen(data);
    return { data: { status: 'success' } };
  };
  const api = fakeApi(known);
  Object.assign(config, { namespace: 'default' });
  render(<TestAlert />);
  await send();
  expect(await screen.findByText('It came in: the way of alerts is open.')).toBeInTheDocument();
  expect(screen.getByText(through)).toBeInTheDocument();
  expect(screen.getByText(/as grafana/)).toBeInTheDocument();
  expect(api.to('/test')).toMatchObject([{ data: { integration: webhook } }]);
});

test('and through Grafana 12’s', async () => {
  const receivers = [{ name: 'Autocura', grafana_managed_receiver_configs: [others, webhook] }];
  const { known, seen } = arrives({ [`GET ${legacy}/alerts`]: { data: { alertmanager_config: { receivers } } } });
  known[`POST ${legacy}/receivers/test`] = (data: never) => {
    seen(data);
    return { data: { receivers: [{ grafana_managed_receiver_configs: [{ status: 'ok' }] }] } };
  };
  fakeApi(known);
  render(<TestAlert />);
  await send();
  expect(await screen.findByText(through)).toBeInTheDocument();
});

test.each([
  ['there is no contact point of ours', {}, /has no contact point/],
  [
    'Grafana could not send it',
    {
      [`GET ${legacy}/alerts`]: {
        data: {
          alertmanager_config: { receivers: [{ name: 'Autocura', grafana_managed_receiver_configs: [webhook] }] },
        },
      },
      [`POST ${legacy}/receivers/test`]: {
        data: {
          receivers: [{ grafana_managed_receiver_configs: [{ status: 'failed', error: 'connection refused' }] }],
        },
      },
    },
    /connection refused/,
  ],
  [
    'one may not see contact points',
    { [`GET ${resource}`]: { status: 403, data: { message: 'no rights' } } },
    /no rights/,
  ],
  [
    'it never came in',
    {
      [`GET ${legacy}/alerts`]: {
        data: {
          alertmanager_config: { receivers: [{ name: 'Autocura', grafana_managed_receiver_configs: [webhook] }] },
        },
      },
      [`POST ${legacy}/receivers/test`]: { data: { receivers: [] } },
    },
    /the backend has not seen it/,
  ],
])('says so when %s', async (_, answers, why) => {
  fakeApi(answers);
  Object.assign(config, { namespace: 'default' });
  render(<TestAlert patienceMs={0} />);
  await send();
  expect(await screen.findByText('It did not come in.', {}, { timeout: 5_000 })).toBeInTheDocument();
  expect(screen.getByText(why)).toBeInTheDocument();
});
