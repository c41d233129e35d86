import { screen, within } from '@testing-library/react';
import { refusal, shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };

test('shows the least left first, with its meter', async () => {
  openApp('/objectives');
  await screen.findByRole('list', { name: 'Objectives' }, patient);
  const left = screen.getAllByRole('meter').map(meter => meter.getAttribute('aria-valuetext'));
  expect(left).toEqual(['-20%', '40%', '72%']);
});

test('says how fast it is spent, by which windows, and from when that is too fast', async () => {
  openApp('/objectives');
  const table = within(await screen.findByRole('table', { name: /payment-is-quick/ }, patient));
  expect(table.getAllByRole('row')[1]).toHaveTextContent('60 min / 5 min20× / Not measured14.4×Too fast');
});

test('says what it means for healing', async () => {
  openApp('/objectives');
  expect(await screen.findByText(/Acting has itself spent too much of it/, {}, patient)).toBeInTheDocument();
  expect(screen.getByText(/Nothing is left: a person is asked/)).toBeInTheDocument();
  expect(screen.getByText('Acting by itself is not held back by it.')).toBeInTheDocument();
});

test('says that the numbers are old, and why', async () => {
  openApp('/objectives');
  expect(await screen.findByText('Prometheus does not answer', {}, patient)).toBeInTheDocument();
});

test('asks for one service alone where the address names it', async () => {
  const { asked } = openApp('/objectives?service=payment');
  await screen.findByRole('list', { name: 'Objectives' }, patient);
  expect(asked()).toContain('GET /v1/slos?service=payment');
});

test('says where objectives come from when there are none', async () => {
  openApp('/objectives', { ...shopAnswers(), 'GET /v1/slos': { body: { items: [] } } });
  expect(await screen.findByText('No objective is known', {}, patient)).toBeInTheDocument();
});

test('who may not see them is told so', async () => {
  openApp('/objectives', { ...shopAnswers(), 'GET /v1/slos': refusal(403, 'not yours') });
  expect(await screen.findByText('You may not do or see this.', {}, patient)).toBeInTheDocument();
});
