import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { looking, paymentStory, problem, refusal, services, shopAnswers } from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const address = '/services/payment';
const part = (name: string) => screen.findByRole('region', { name }, { timeout: 15_000 });
const acknowledgement = 'POST /v1/services/payment/problems/pool-exhausted/acknowledgement';

test('shows the measured state with values, their normal, its changes and its incidents', async () => {
  openApp(address);
  expect(await part('Latest measurements')).toHaveTextContent(/Latency, 95th percentile840 msnormally 120 ms/);
  expect(await part('Changes of state')).toHaveTextContent('payment went from OK to Warning');
  expect(screen.getByRole('link', { name: 'payment answers slowly and gateway fails' })).toBeInTheDocument();
});

test('a service without data is unknown, with the reason', async () => {
  const health = { ...services[1]!, service: 'payment' };
  openApp(address, {
    ...shopAnswers(),
    'GET /v1/services/payment': { body: { ...paymentStory, health, changes: [], incidents: [] } },
  });
  expect(await screen.findByText('Unknown')).toBeInTheDocument();
  expect(screen.getByText('No data for 3 minutes: the target does not answer')).toBeInTheDocument();
  expect(screen.getByText('Its state has not changed since it is watched.')).toBeInTheDocument();
  expect(screen.getByText('No incident so far')).toBeInTheDocument();
});

test('says when nothing is known of a service', async () => {
  openApp('/services/none');
  expect(await screen.findByText('Nothing is known of this service yet')).toBeInTheDocument();
});

test('tells what may be done by itself, what it rests on, and how many tries are left', async () => {
  openApp(address);
  const panel = await part('What may be done by itself');
  expect(panel).toHaveTextContent('restart · Its connections are taken and not given back');
  expect(panel).toHaveTextContent('Earned: Asks for approval (healed 7 of 7; without it 1 of 12 cleared');
  expect(panel).toHaveTextContent('Better than waiting: 58% – 97% · Tries left today: 4');
});

test('a problem is taken note of, with a note', async () => {
  const answers = shopAnswers();
  const { sent } = openApp(address, answers);
  const panel = within(await part('Problems'));
  const take = panel.getByRole('button', { name: 'Take note' });
  const acknowledged = { ...problem, acknowledged: { by: 'user:default/ana', at: problem.lastAt, note: 'ticket 7' } };
  answers[acknowledgement] = {
    body: acknowledged,
    afterwards: { 'GET /v1/problems': { body: { items: [acknowledged] } } },
  };
  await userEvent.click(take);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox'), 'ticket 7');
  await userEvent.click(dialog.getByRole('button', { name: 'Take note' }));
  expect(sent()).toEqual([{ route: 'responder', request: acknowledgement, body: { note: 'ticket 7' } }]);
  expect(await screen.findByText(/Noted by ana/)).toHaveTextContent('ticket 7');
});

test('says why taking note was refused', async () => {
  openApp(address, { ...shopAnswers(), [acknowledgement]: refusal(403, 'Not yours to note') });
  const take = await screen.findByRole('button', { name: 'Take note' });
  await userEvent.click(take);
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take note' }));
  expect(await screen.findByText('Not yours to note')).toBeInTheDocument();
});

test('who may only look is told what it takes', async () => {
  openApp(address, { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Take note'));
  expect(await screen.findByText(/takes the permission autocura.problem.acknowledge/)).toBeInTheDocument();
});

test('tells the limits that will be reached, with their band and how such predictions turned out', async () => {
  openApp(address);
  const panel = await part('Limits it will reach');
  expect(panel).toHaveTextContent('Memory72 % → 95 %Likelihood: 86 %');
  expect(panel).toHaveTextContent(/Expected: .+In four of five cases between .+ – /);
  expect(panel).toHaveTextContent('Memory: Came when told 5 · Came earlier 1 · Did not come 1 · Prevented 2');
  expect(within(panel).getByRole('link', { name: 'Incident' })).toHaveAttribute(
    'href',
    expect.stringMatching(/incidents\/42$/),
  );
});

test('says nothing of limits where none was ever told', async () => {
  openApp(address, {
    ...shopAnswers(),
    'GET /v1/services/payment': { body: { ...paymentStory, predictions: [], trackRecord: [] } },
  });
  await part('Problems');
  expect(screen.queryByRole('region', { name: 'Limits it will reach' })).toBeNull();
});
