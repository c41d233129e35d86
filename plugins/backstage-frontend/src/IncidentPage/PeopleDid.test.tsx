import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';

const page = '/autocura/incidents/43';
const told = () => ({ ...shopAnswers(), 'POST /v1/incidents/43/acts': { body: {} } });
const people = () => screen.findByRole('region', { name: 'What people did' });
const open = async () => {
  await userEvent.click(within(await people()).getByRole('button', { name: 'I did this' }));
  return screen.findByRole('dialog');
};

test('tells what people did, and what it was measured to have come to', async () => {
  renderPages(shopAnswers(), page);
  const items = within(await people()).getAllByRole('listitem');
  expect(items[0]).toHaveTextContent(/Healed.*Restart payment.*ana/);
  expect(items[1]).toHaveTextContent(/Not measured.*Turned the proxy off.*rui/);
});

test('one click tells the likeliest remedy', async () => {
  const { sent } = renderPages(told(), page);
  const dialog = await open();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
  const step = { action: 'restart', target: 'payment', params: { service: 'payment' } };
  expect(sent).toEqual([{ request: 'POST /v1/incidents/43/acts', body: { step } }]);
});

test('something else needs words', async () => {
  const { sent } = renderPages(told(), page);
  const dialog = await open();
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Something else' }));
  expect(within(dialog).getByRole('button', { name: 'Send' })).toBeDisabled();
  await userEvent.type(within(dialog).getByRole('textbox', { name: /In your words/ }), ' Replaced a cable ');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
  expect(sent).toEqual([{ request: 'POST /v1/incidents/43/acts', body: { says: 'Replaced a cable' } }]);
});

test('what is only observed says so and can be marked', async () => {
  const { sent } = renderPages({ ...shopAnswers(), 'POST /v1/incidents/43/mark': { body: {} } }, page);
  const plan = await screen.findByRole('region', { name: 'What Autocura would do' });
  expect(within(plan).getByText(/nothing is done, and nobody is asked/)).toBeInTheDocument();
  expect(within(plan).queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
  await userEvent.click(within(plan).getByRole('button', { name: 'Right' }));
  expect(sent).toEqual([{ request: 'POST /v1/incidents/43/mark', body: { digest: 'd1ge57', mark: 'right' } }]);
});

test('there is nothing to tell of what has ended without anybody', async () => {
  renderPages(shopAnswers(), '/autocura/incidents/41');
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('region', { name: 'What people did' })).not.toBeInTheDocument();
});
