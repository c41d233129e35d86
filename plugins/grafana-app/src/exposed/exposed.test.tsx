import { render, screen } from '@testing-library/react';
import React, { type ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { attempt, paymentStory, proposed, resolved } from '../testSupport/answers';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { IncidentSummary } from './IncidentSummary';
import { ServiceHealth } from './ServiceHealth';

const shown = (of: ReactNode, body: object, status = 200) => {
  fakeRuntime({ api: () => ({ status, body }) });
  render(<MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>{of}</MemoryRouter>);
};
const refusal = { error: { name: 'NotAllowedError', message: 'no' } };

test('a service’s health is a badge that leads to its page, with its reasons', async () => {
  shown(<ServiceHealth service="payment" />, paymentStory);
  const link = await screen.findByRole('link', { name: 'payment: Warning' });
  expect(link).toHaveAttribute('href', '/a/autocura-healing-app/services/payment');
  expect(link).toHaveAttribute('title', '95 % of requests take up to 840 ms, usually 120 ms');
});

test('an incident’s summary tells where it stands and its likely cause', async () => {
  shown(<IncidentSummary id="42" />, { incident: proposed, timeline: [] });
  expect(await screen.findByRole('link', { name: proposed.title })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents/42',
  );
  expect(screen.getByText('Waits for approval')).toBeInTheDocument();
  expect(screen.getByText('Likely: Its connections are taken and not given back (payment)')).toBeInTheDocument();
});

test('and what was last done, with what came of it', async () => {
  shown(<IncidentSummary id="41" />, { incident: { ...resolved, attempts: [attempt] }, timeline: [] });
  expect(await screen.findByText('restart · payment')).toBeInTheDocument();
  expect(screen.getByText('Healed')).toBeInTheDocument();
});

test.each([
  ['health', <ServiceHealth key="h" service="payment" />],
  ['summary', <IncidentSummary key="s" id="42" />],
])('%s says in a sentence that one may not see it', async (_, component) => {
  shown(component, refusal, 403);
  expect(await screen.findByText('You may not do or see this.')).toBeInTheDocument();
});
