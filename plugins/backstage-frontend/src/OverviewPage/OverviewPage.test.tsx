import type { CatalogMapping } from '@autocura/common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { emptyAnswers, shopAnswers, silence } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { problem, proposed, services, sources } from '../testSupport/shop';
import { worstFirst } from './HealthTiles';

const down = { status: 503, body: { error: { name: 'ServiceUnavailableError', message: 'Backend is starting' } } };

test('shows that it loads before it knows', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/services': silence, 'GET /v1/history': silence });
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

const sections = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

test('what burns comes first, what ended comes after the services, and both lead to their story', async () => {
  renderPages(shopAnswers());
  const open = await screen.findByRole('region', { name: 'Needs a person' });
  expect(sections()).toEqual(['Needs a person', 'Services', 'Ended incidents', 'Healing history']);
  expect(within(open).getByRole('row', { name: /payment answers slowly/ })).toHaveTextContent(/Waits for approval/);
  const ended = screen.getByRole('region', { name: 'Ended incidents' });
  expect(within(ended).getByRole('row', { name: /catalogue fails/ })).toHaveTextContent(/Resolved.*Healed/);

  await userEvent.click(within(open).getByText('payment answers slowly and gateway fails'));
  expect(await screen.findByRole('heading', { name: /payment answers slowly/, level: 1 })).toBeInTheDocument();
});

test('tells what needs a person from what is being healed, and both from the rest', async () => {
  const at = (id: string, phase: string) => ({ ...proposed, id, phase, title: `it is ${phase}` });
  const items = [at('1', 'verifying'), at('2', 'escalated'), at('3', 'diagnosed'), at('4', 'proposed')];
  renderPages({ ...shopAnswers(), 'GET /v1/incidents?open=true': { body: { items } } });
  await screen.findByRole('region', { name: 'Needs a person' });
  expect(sections().slice(0, 3)).toEqual(['Needs a person', 'Being healed now', 'Open incidents']);
  const of = (name: string) => within(screen.getByRole('region', { name })).getAllByRole('row').slice(1);
  expect(of('Needs a person')).toHaveLength(2);
  expect(of('Being healed now')[0]).toHaveTextContent('it is verifying');
  expect(of('Open incidents')[0]).toHaveTextContent('it is diagnosed');
});

const catalog: CatalogMapping = {
  items: [
    {
      ...{ service: 'gateway', entity: 'component:default/gateway', mappedBy: 'metadata.name' },
      ...{ owners: ['group:default/edge'], system: 'system:default/shop' },
    },
  ],
};
const groups = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);

test('groups the services by who owns them, else by system or not at all', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/catalog': { body: catalog } });
  await screen.findByRole('heading', { name: 'edge', level: 3 });
  expect(groups()).toEqual(['edge', 'Without an owner']);
  await userEvent.click(screen.getByRole('button', { name: /Group by/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'System' }));
  expect(groups()).toEqual(['shop', 'In no system']);
  await userEvent.click(screen.getByRole('button', { name: /Group by/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'Nothing' }));
  expect(screen.queryAllByRole('heading', { level: 3 })).toEqual([]);
  expect(screen.getByRole('link', { name: 'gateway: Critical' })).toBeInTheDocument();
});

test('says why the catalog may be missing, and shows every service all the same', async () => {
  const body = { items: [], unavailable: 'the catalog did not answer (503); it never has' };
  renderPages({ ...shopAnswers(), 'GET /v1/catalog': { body } });
  expect(await screen.findByText(body.unavailable)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'gateway: Critical' })).toBeInTheDocument();
});

test('the services come first while nothing burns', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/incidents?open=true': { body: { items: [] } } });
  await screen.findByRole('region', { name: 'Ended incidents' });
  expect(sections()).toEqual(['Services', 'Ended incidents', 'Healing history']);
});

test('shows what was done, for which cause in words, with its outcome', async () => {
  renderPages(shopAnswers());
  const section = await screen.findByRole('region', { name: 'Healing history' });
  const rollBack = await within(section).findByRole('row', { name: /Roll catalogue back to 1.4.0/ });
  expect(rollBack).toHaveTextContent(/A release broke it.*Healed/);
  const takenBack = within(section).getByRole('row', { name: /restart · cart/ });
  expect(takenBack).toHaveTextContent(/out-of-memory.*Taken back/);
});

test('counts what is healed and not mended, and leads to where', async () => {
  const noted = {
    ...problem,
    failureMode: 'memory-leak',
    acknowledged: { by: 'user:default/ana', at: problem.lastAt },
  };
  renderPages({ ...shopAnswers(), 'GET /v1/problems': { body: { items: [problem, noted] } } });
  expect(await screen.findByText('Healed again and again, and not mended: 1')).toBeInTheDocument();
  const where = screen.getByText(/\(5\)/);
  expect(within(where).getByRole('link', { name: 'payment' })).toHaveAttribute('href', '/autocura/services/payment');
});

test('says nothing of problems where there are none', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/problems': { body: { items: [] } } });
  await screen.findByRole('region', { name: 'Ended incidents' });
  expect(screen.queryByText(/not mended/)).not.toBeInTheDocument();
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
  const notice = await screen.findByText(/no answer since/, {}, { timeout: 8000 });
  expect(notice).toHaveTextContent(/since \d\d:\d\d:\d\d$/);
  expect(screen.getByRole('link', { name: 'gateway: Critical, not current' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'cart: OK, not current' })).toBeInTheDocument();
});

test('says who could not be asked which alerts fire, and nothing while all answer', async () => {
  const answers = shopAnswers();
  renderPages(answers);
  await screen.findByRole('link', { name: 'gateway: Critical' });
  expect(screen.queryByText('Alerts may be missed while this lasts')).not.toBeInTheDocument();
  const problem = 'alertmanager:9093/api/v2/alerts cannot be asked (HTTP 503)';
  answers['GET /v1/sources'] = { body: { items: [...sources, { ...sources[0], problem }] } };
  expect(await screen.findByText('Alerts may be missed while this lasts', {}, { timeout: 8000 })).toBeInTheDocument();
  expect(screen.getByText(problem)).toBeInTheDocument();
});

test('says what cannot be reached, and what goes on without it', async () => {
  const answers = shopAnswers();
  const since = '2026-07-01T10:00:00.000Z';
  const reason = 'did not answer within 2000 ms';
  const prometheus = { name: 'Prometheus', kind: 'metrics' as const, since };
  answers['GET /v1/dependencies'] = { body: { items: [{ ...prometheus, state: 'up' }] } };
  renderPages(answers);
  await screen.findByRole('link', { name: 'gateway: Critical' });
  expect(screen.queryByText('Cannot be reached')).not.toBeInTheDocument();
  answers['GET /v1/dependencies'] = { body: { items: [{ ...prometheus, state: 'away', reason }] } };
  expect(await screen.findByText('Cannot be reached', {}, { timeout: 8000 })).toBeInTheDocument();
  expect(
    screen.getByText(`Prometheus (${reason}): Health is unknown; nothing is done on old data`),
  ).toBeInTheDocument();
});

test.each([
  { status: 500, message: 'No disk', says: /answered with an error/ },
  { status: 403, message: 'You lack a permission', says: 'You may not do or see this.' },
  { status: 401, message: 'Your token has expired', says: 'The Autocura backend does not accept who you are.' },
])('tells $status from being away', async ({ status, message, says }) => {
  renderPages({ ...shopAnswers(), 'GET /v1/services': { status, body: { error: { name: 'Error', message } } } });
  expect(await screen.findByText(says)).toBeInTheDocument();
  expect(screen.getByText(message)).toBeInTheDocument();
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
