import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { proposed, resolved, shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const last = (asked: string[]) => asked.filter(request => request.startsWith('GET /v1/incidents?')).at(-1);

test('lists incidents with where they stand, each a link to its story', async () => {
  openApp('/incidents');
  const link = await screen.findByRole('link', { name: proposed.title }, patient);
  expect(link).toHaveAttribute('href', '/a/autocura-healing-app/incidents/42');
  expect(screen.getByText('Waits for approval')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: resolved.title })).toBeInTheDocument();
});

test('an address carries filter, order and page', async () => {
  const { asked } = openApp('/incidents?which=open&phase=proposed&service=payment&order=oldest&cursor=c1');
  await screen.findByRole('link', { name: proposed.title });
  expect(last(asked())).toBe(
    'GET /v1/incidents?limit=50&phase=proposed&order=oldest&open=true&service=payment&cursor=c1',
  );
  expect(screen.getByRole('link', { name: 'First page' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents?which=open&phase=proposed&service=payment&order=oldest',
  );
});

test('what an address cannot mean is left out', async () => {
  const { asked } = openApp('/incidents?which=some&phase=asleep&order=random');
  await screen.findByRole('link', { name: proposed.title });
  expect(last(asked())).toBe('GET /v1/incidents?limit=50');
});

test('another filter begins at its first page', async () => {
  const { asked } = openApp('/incidents?cursor=c1');
  await userEvent.click(await screen.findByRole('radio', { name: 'Ended' }));
  await waitFor(() => expect(last(asked())).toBe('GET /v1/incidents?limit=50&open=false'));
});

test('leads to the next page by its cursor', async () => {
  openApp('/incidents', { ...shopAnswers(), 'GET /v1/incidents': { body: { items: [proposed], next: 'a&b' } } });
  expect(await screen.findByRole('link', { name: 'Next page' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents?cursor=a%26b',
  );
});

test('follows what happens by itself', async () => {
  const answers = shopAnswers();
  openApp('/incidents', answers);
  await screen.findByRole('link', { name: proposed.title });
  answers['GET /v1/incidents'] = { body: { items: [{ ...proposed, id: '99', title: 'cart is down' }] } };
  expect(await screen.findByRole('link', { name: 'cart is down' }, patient)).toBeInTheDocument();
});

test.each([
  ['/incidents', 'No incident so far'],
  ['/incidents?which=open', 'No incident is like that'],
])('%s says when there is none', async (address, says) => {
  const none = { body: { items: [] } };
  openApp(address, { ...shopAnswers(), 'GET /v1/incidents': none, 'GET /v1/incidents?open=true': none });
  expect(await screen.findByText(says)).toBeInTheDocument();
});
