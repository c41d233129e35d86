import { render, screen } from '@testing-library/react';
import React, { type ComponentType } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { plugin } from './module';
import { testIds } from './testIds';
import { fakeRuntime } from './testSupport/fakeRuntime';

beforeAll(() => void fakeRuntime({ api: () => ({ status: 404, body: {} }) }));

test.each([
  ['/', 'Overview'],
  ['/incidents', 'Incidents'],
  ['/incidents/42', 'Incident'],
  ['/services', 'Services'],
  ['/services/cart', 'Service'],
  ['/history', 'History'],
  ['/shadow', 'Shadow'],
  ['/policies', 'Policies'],
  ['/brakes', 'Brakes'],
  ['/config', 'Config'],
  ['/nowhere', 'Missing'],
])('%s opens the page %s', async (path, name) => {
  const Root = plugin.root as ComponentType;
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Root />
    </MemoryRouter>,
  );
  expect(await screen.findByTestId(testIds.page(name), {}, { timeout: 60_000 })).toBeVisible();
});
