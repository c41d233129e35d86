import { AutocuraClient } from '@autocura/common';
import { fetchApiRef, discoveryApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import plugin from './alpha';
import { createAutocuraClient } from './api';
import { autocuraApiRef, AutocuraPage } from './index';
import { fakeFetch, shopAnswers } from './testSupport/fakeFetch';

const backend = () => {
  const { fetch } = fakeFetch(shopAnswers());
  const asked: string[] = [];
  const fetchApi = {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = String(input);
      asked.push(url);
      return fetch(url.replace('http://portal/api/autocura', ''), init);
    },
  };
  return { asked, fetchApi, discoveryApi: { getBaseUrl: async (id: string) => `http://portal/api/${id}` } };
};

test('the client finds the backend by discovery and speaks through the fetch of the portal', async () => {
  const { asked, ...apis } = backend();
  const client = createAutocuraClient(apis);
  expect(client).toBeInstanceOf(AutocuraClient);
  await client.services();
  expect(asked).toEqual(['http://portal/api/autocura/v1/services']);
});

test('in the new system its page is at /autocura and in the sidebar', async () => {
  const { fetchApi, discoveryApi } = backend();
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/autocura'],
    apis: [
      [fetchApiRef, fetchApi],
      [discoveryApiRef, discoveryApi],
    ],
  });
  expect(await screen.findByRole('link', { name: 'gateway: Critical' }, { timeout: 20_000 })).toHaveAttribute(
    'href',
    '/autocura/services/gateway',
  );
  expect(screen.getAllByRole('link', { name: /Autocura/ })[0]).toHaveAttribute('href', '/autocura');
});

test('in the old system its page brings the header itself', async () => {
  const client = createAutocuraClient(backend());
  await renderInTestApp(
    <TestApiProvider apis={[[autocuraApiRef, client]]}>
      <Routes>
        <Route path="/autocura/*" element={<AutocuraPage />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/autocura'] },
  );
  expect(await screen.findByRole('link', { name: 'gateway: Critical' }, { timeout: 20_000 })).toBeInTheDocument();
  expect(screen.getByText('Autocura')).toBeInTheDocument();
});
