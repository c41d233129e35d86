import { screen, within } from '@testing-library/react';
import { refusal, services, shopAnswers, silence } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const headings = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

test('what burns comes first, then the services, then what ended and what was done', async () => {
  openApp('/');
  const open = await screen.findByRole('region', { name: 'Open incidents' }, patient);
  expect(headings()).toEqual(['Open incidents', 'Services', 'Ended incidents', 'Healing history']);
  expect(within(open).getByRole('link', { name: /payment answers slowly/ })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents/42',
  );
  expect(within(open).getByText('Waits for approval')).toBeInTheDocument();
});

test('says that it loads, and when that takes long', async () => {
  openApp('/', { ...shopAnswers(), 'GET /v1/history': silence });
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
  expect(await screen.findByText(/taking long/, {}, patient)).toBeInTheDocument();
});

test('teaches what brings content while there is none', async () => {
  const none = { body: { items: [] } };
  openApp('/', {
    ...shopAnswers(),
    'GET /v1/services': none,
    'GET /v1/incidents?open=true': none,
    'GET /v1/incidents?open=false': none,
    'GET /v1/history': none,
    'GET /v1/problems': none,
  });
  expect(await screen.findByText('No incident so far')).toBeInTheDocument();
  expect(screen.getByText('No service has been measured yet')).toBeInTheDocument();
  expect(screen.getByText('Nothing has been done yet')).toBeInTheDocument();
});

test.each([
  [0, /cannot be reached/],
  [401, /does not accept who you are/],
  [403, /may not do or see this/],
  [429, /asked too much/],
  [500, /answered with an error/],
])('a %d is told in a sentence, and it recovers by itself', async (status, sentence) => {
  const answers = { ...shopAnswers(), 'GET /v1/services': refusal(status, 'because') };
  openApp('/', answers);
  expect(await screen.findByText(sentence)).toBeInTheDocument();
  answers['GET /v1/services'] = { body: { items: services } };
  expect(await screen.findByRole('region', { name: 'Services' }, patient)).toBeInTheDocument();
  expect(screen.queryByText(sentence)).not.toBeInTheDocument();
});

test('keeps what was known while the backend is away, and says so', async () => {
  const answers = shopAnswers();
  openApp('/', answers);
  await screen.findByRole('region', { name: 'Services' });
  answers['GET /v1/services'] = refusal(503, 'restarting');
  expect(await screen.findByText(/no answer since/, {}, patient)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'gateway' })).toBeInTheDocument();
});

test('says who holds the brake, who cannot be asked for alerts, and what is healed and not mended', async () => {
  openApp('/', {
    ...shopAnswers(),
    'GET /v1/brake': { body: { holds: [{ by: 'user:default/ana', reason: 'it restarts too much' }] } },
    'GET /v1/sources': { body: { items: [{ source: 'a', askedAt: '2026-01-01T00:00:00Z', problem: 'HTTP 503' }] } },
  });
  expect(await screen.findByText(/it restarts too much \(ana\)/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Release the brake' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/brakes',
  );
  expect(screen.getByText('HTTP 503')).toBeInTheDocument();
  expect(screen.getByText(/Its connections are taken and not given back$/)).toBeInTheDocument();
});
