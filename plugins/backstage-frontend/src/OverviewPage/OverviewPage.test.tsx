import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { emptyAnswers, shopAnswers, silence } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { services } from '../testSupport/shop';
import { worstFirst } from './HealthTiles';

const down = { status: 503, body: { error: { name: 'ServiceUnavailableError', message: 'Backend is starting' } } };

test('shows that it loads before it knows', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/history': silence });
  expect(await screen.findAllByRole('status', { name: 'Loading' })).toHaveLength(3);
});

test('shows services worst first with their reasons', async () => {
  renderPages(shopAnswers());
  const section = await screen.findByRole('region', { name: 'Services' });
  await within(section).findByText('18.4 % of requests fail, usually 0.2 %');
  const names = within(section)
    .getAllByRole('link')
    .map(link => link.getAttribute('aria-label'));
  expect(names).toEqual([
    'gateway: Critical',
    'payment: Warning',
    'queue-worker: Unknown',
    'cart: OK',
    'catalogue: OK',
  ]);
});

test('leads from a service to its page', async () => {
  renderPages(shopAnswers());
  await userEvent.click(await screen.findByRole('link', { name: 'payment: Warning' }));
  expect(await screen.findByRole('heading', { name: 'payment', level: 1 })).toBeInTheDocument();
});

test('lists open incidents before ended ones and leads to their story', async () => {
  renderPages(shopAnswers());
  const section = await screen.findByRole('region', { name: 'Incidents' });
  await within(section).findByText('payment answers slowly and gateway fails');
  const [, first, second] = within(section).getAllByRole('row');
  expect(first).toHaveTextContent(/Waits for approval/);
  expect(second).toHaveTextContent(/Resolved/);

  await userEvent.click(within(section).getByText('payment answers slowly and gateway fails'));
  expect(await screen.findByRole('heading', { name: /payment answers slowly/, level: 1 })).toBeInTheDocument();
});

test('shows what was done, with its outcome', async () => {
  renderPages(shopAnswers());
  const section = await screen.findByRole('region', { name: 'Healing history' });
  const rollBack = await within(section).findByRole('row', { name: /Roll catalogue back to 1.4.0/ });
  expect(rollBack).toHaveTextContent('Healed');
  const takenBack = within(section).getByRole('row', { name: /restart · cart/ });
  expect(takenBack).toHaveTextContent('Taken back');
});

test('teaches what brings content while there is none', async () => {
  renderPages(emptyAnswers());
  expect(await screen.findByText('No incident so far')).toBeInTheDocument();
  expect(screen.getByText(/\/api\/autocura\/v1\/alerts\/alertmanager/)).toBeInTheDocument();
  expect(screen.getByText('No service has been measured yet')).toBeInTheDocument();
  expect(screen.getByText('Nothing has been done yet')).toBeInTheDocument();
});

test('says in a sentence that the backend is away, and recovers by itself', async () => {
  const answers = { ...shopAnswers(), 'GET /v1/services': down };
  renderPages(answers);
  expect(await screen.findByText(/cannot be reached/)).toBeInTheDocument();
  answers['GET /v1/services'] = { status: 200, body: { items: services } } as never;
  expect(await screen.findByRole('link', { name: 'gateway: Critical' }, { timeout: 8000 })).toBeInTheDocument();
  expect(screen.queryByText(/cannot be reached/)).not.toBeInTheDocument();
});

test('keeps what was known while the backend is away, and says so', async () => {
  const answers = shopAnswers();
  renderPages(answers);
  await screen.findByRole('link', { name: 'gateway: Critical' });
  answers['GET /v1/services'] = down;
  expect(await screen.findByText(/showing what was known/, {}, { timeout: 8000 })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'gateway: Critical' })).toBeInTheDocument();
});

test('tells an error of the backend from its absence', async () => {
  renderPages({
    ...shopAnswers(),
    'GET /v1/history': { status: 403, body: { error: { name: 'NotAllowedError', message: 'You may not read this' } } },
  });
  expect(await screen.findByText(/answered with an error/)).toBeInTheDocument();
  expect(screen.getByText('You may not read this')).toBeInTheDocument();
});

test('an address that leads nowhere leads back', async () => {
  renderPages(shopAnswers(), '/autocura/nowhere');
  await userEvent.click(await screen.findByRole('link', { name: 'Overview' }));
  await waitFor(() => expect(screen.getByRole('region', { name: 'Services' })).toBeInTheDocument());
});

test('equally well services stand in the order of their names', () => {
  expect(worstFirst(services).map(({ service }) => service)).toEqual([
    'gateway',
    'payment',
    'queue-worker',
    'cart',
    'catalogue',
  ]);
});
