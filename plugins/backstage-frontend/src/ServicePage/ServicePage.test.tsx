import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { paymentStory, problem, services } from '../testSupport/shop';

const address = '/autocura/services/payment';

test('shows the measured state with values, their normal, and its changes', async () => {
  renderPages(shopAnswers(), address);
  expect(await screen.findByRole('heading', { name: 'payment', level: 1 })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Latest measurements' })).toHaveTextContent(
    /Latency, 95th percentile840 ms ?normally 120 ms/,
  );
  expect(screen.getByRole('region', { name: 'Changes of state' })).toHaveTextContent('payment went from OK to Warning');
  expect(await screen.findByRole('row', { name: /payment answers slowly and gateway fails/ })).toBeInTheDocument();
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

test('tells what may be done by itself, what it rests on, and how many tries are left', async () => {
  renderPages(shopAnswers(), address);
  const panel = await screen.findByRole('region', { name: 'What may be done by itself' });
  expect(panel).toHaveTextContent('Asks for approval');
  expect(panel).toHaveTextContent('restart · Its connections are taken and not given back');
  expect(panel).toHaveTextContent('policy "restarts" as far as it was earned');
  expect(panel).toHaveTextContent('Earned: Asks for approval (healed 7 of 7; without it 1 of 12 cleared');
  expect(panel).toHaveTextContent('Better than waiting: 58% – 97% · Tries left today: 4');
});

test('says when nothing was tried yet, and shows no problem where there is none', async () => {
  const none = { body: { items: [] } };
  renderPages({ ...shopAnswers(), 'GET /v1/services/payment/autonomy': none, 'GET /v1/problems': none }, address);
  expect(await screen.findByText('Nothing was tried or proposed here yet.')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Problems' })).toBeNull();
});

test('a problem is taken note of', async () => {
  const answers = shopAnswers();
  const { sent } = renderPages(answers, address);
  const panel = await screen.findByRole('region', { name: 'Problems' });
  expect(panel).toHaveTextContent(/Its connections are taken and not given back.*Healed within seven days: 5/);
  const acknowledged = { ...problem, acknowledged: { by: 'user:default/ana', at: problem.lastAt, note: 'ticket 7' } };
  const request = 'POST /v1/services/payment/problems/pool-exhausted/acknowledgement';
  Object.assign(answers, { [request]: { body: acknowledged } });
  await userEvent.click(within(panel).getByRole('button', { name: 'Take note' }));
  expect(sent).toEqual([{ request, body: {} }]);
  Object.assign(answers, { 'GET /v1/problems': { body: { items: [acknowledged] } } });
  expect(await screen.findByText(/Noted by ana/)).toHaveTextContent('ticket 7');
  expect(screen.queryByRole('button', { name: 'Take note' })).toBeNull();
});

test('says why taking note was refused', async () => {
  const answers = shopAnswers();
  renderPages(answers, address);
  const button = await screen.findByRole('button', { name: 'Take note' });
  const body = { error: { name: 'NotAllowedError', message: 'You may not' } };
  const request = 'POST /v1/services/payment/problems/pool-exhausted/acknowledgement';
  Object.assign(answers, { [request]: { status: 403, body } });
  await userEvent.click(button);
  expect(await screen.findByText('You may not')).toBeInTheDocument();
});
