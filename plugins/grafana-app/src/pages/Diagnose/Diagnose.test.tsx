import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { of, throwError } from 'rxjs';
import { diagnoseAlert, diagnoseQueries } from '../../links/diagnosePath';
import { Diagnose } from '.';

const cart = { alertname: 'HighErrors', service: 'cart' };
const incident = {
  ...{ id: '42', title: 'cart fails', service: 'cart', services: ['cart'], phase: 'proposed', attempts: [] },
  ...{ openedAt: '2026-01-01T00:00:00Z', alerts: [{ labels: cart, name: 'HighErrors' }] },
};
const health = { service: 'cart', state: 'critical', reasons: [], signals: [], openIncidents: [] };

function backend(answers: Record<string, unknown>) {
  const fetch = ({ url }: BackendSrvRequest) => {
    const found = Object.entries(answers).find(([path]) => url.includes(path));
    return found
      ? of({ status: 200, data: JSON.stringify(found[1]), headers: new Headers() })
      : throwError(() => ({ status: 503, data: '', config: {} }));
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
}

const open = (path: string) =>
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Routes>
        <Route path="/a/autocura-healing-app/diagnose" element={<Diagnose />} />
        <Route path="/a/autocura-healing-app/incidents/:id" element={<p>the incident</p>} />
      </Routes>
    </MemoryRouter>,
  );

test('goes to the incident of the alert', async () => {
  backend({ '/v1/incidents': { items: [incident] } });
  open(diagnoseAlert({ ...cart, grafana_folder: 'shop' }));
  expect(await screen.findByText('the incident')).toBeVisible();
});

test('says that there is none yet, and what is open nearby', async () => {
  backend({ '/v1/incidents': { items: [incident] } });
  open(diagnoseAlert({ alertname: 'Slow', service: 'cart' }));
  expect(await screen.findByText(/no incident of this alert yet/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'cart fails' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents/42',
  );
});

test('shows the services that the queries of a panel name', async () => {
  const services = { '/v1/services/cart': { health, changes: [], incidents: [] }, '/v1/services': { items: [health] } };
  backend({ ...services, '/v1/incidents': { items: [incident] } });
  open(diagnoseQueries({ queries: ['rate(x{service="cart"}[1m])'], from: 'now-1h', to: 'now' }));
  expect(await screen.findByRole('heading', { name: 'cart' })).toBeVisible();
  expect(await screen.findByText('Critical')).toBeVisible();
  expect(screen.getByRole('link', { name: 'cart fails' })).toBeVisible();
});

test.each(['labels=nonsense', 'queries={"a":1}', ''])('says so when nothing is named: %s', async parameters => {
  backend({ '/v1/services': { items: [health] }, '/v1/incidents': { items: [] } });
  open(`/a/autocura-healing-app/diagnose?${parameters}`);
  expect(await screen.findByText(/name no service/)).toBeVisible();
});

test('says that the backend is away', async () => {
  backend({});
  open(diagnoseAlert(cart));
  expect(await screen.findByText(/cannot be reached/)).toBeVisible();
});
