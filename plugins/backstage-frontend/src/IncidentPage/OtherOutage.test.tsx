import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { alerts } from '../testSupport/shop';

const parted = () => ({ ...shopAnswers(), 'POST /v1/incidents/42/split': { body: {} } });
const open = async () => {
  const list = await screen.findByRole('region', { name: 'Alerts' });
  await userEvent.click(within(list).getByRole('button', { name: 'Another outage' }));
  return screen.findByRole('dialog');
};

test('what was brought together is parted again by service, with the reason', async () => {
  const { sent } = renderPages(parted(), '/autocura/incidents/42');
  const dialog = within(await open());
  const send = () => dialog.getByRole('button', { name: 'Another outage' });
  expect(send()).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'gateway (1)' }));
  await userEvent.type(dialog.getByRole('textbox', { name: /In your words/ }), 'A cable');
  await userEvent.click(send());
  const body = { keys: [alerts[0]!.key], note: 'A cable' };
  expect(sent).toEqual([{ request: 'POST /v1/incidents/42/split', body }]);
});

test('all of it cannot leave', async () => {
  renderPages(parted(), '/autocura/incidents/42');
  const dialog = within(await open());
  for (const box of dialog.getAllByRole('checkbox')) await userEvent.click(box);
  expect(dialog.getByRole('button', { name: 'Another outage' })).toBeDisabled();
});

test('nothing is parted from what has ended', async () => {
  renderPages(shopAnswers(), '/autocura/incidents/41');
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('button', { name: 'Another outage' })).not.toBeInTheDocument();
});
