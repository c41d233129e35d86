import { screen } from '@testing-library/react';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { paymentStory, services } from '../testSupport/shop';

const address = '/autocura/services/payment';

test('shows the measured state with values, their normal, and its changes', async () => {
  renderPages(shopAnswers(), address);
  expect(await screen.findByRole('heading', { name: 'payment', level: 1 })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Latest measurements' })).toHaveTextContent(
    /Latency, 95th percentile840 ms ?normally 120 ms/,
  );
  expect(screen.getByRole('region', { name: 'Changes of state' })).toHaveTextContent('payment went from OK to Warning');
  expect(screen.getByText('payment answers slowly and gateway fails')).toBeInTheDocument();
});

test('a service without data is unknown, with the reason', async () => {
  const health = { ...services[1]!, service: 'payment' };
  renderPages(
    { ...shopAnswers(), 'GET /v1/services/payment': { body: { ...paymentStory, health, changes: [] } } },
    address,
  );
  expect(await screen.findByText('Unknown')).toBeInTheDocument();
  expect(screen.getByText('No data for 3 minutes: the target does not answer')).toBeInTheDocument();
  expect(screen.getByText('Never measured')).toBeInTheDocument();
  expect(screen.getByText('Its state has not changed since it is watched.')).toBeInTheDocument();
});

test('says when nothing is known of a service', async () => {
  renderPages(shopAnswers(), '/autocura/services/none');
  expect(await screen.findByText('Nothing is known of this service yet')).toBeInTheDocument();
});
