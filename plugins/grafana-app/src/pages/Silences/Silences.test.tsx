import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { looking, refusal, shopAnswers } from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const made = { ...shopAnswers(), 'POST /v1/silences': { body: {} } };
const ask = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Ask for quiet' }, patient));
  return within(await screen.findByRole('dialog'));
};

test('lists what is on before what comes, with who asked, why and where', async () => {
  openApp('/silences');
  const list = await screen.findByRole('list', { name: 'Silences' }, patient);
  const items = within(list).getAllByRole('listitem');
  expect(
    within(list)
      .getAllByText(/^reason of/)
      .map(({ textContent }) => textContent),
  ).toEqual(['s1', 'am:9093/s2', 'window weekly backup 2026', 'later'].map(id => `reason of ${id}`));
  expect(items[0]).toHaveTextContent(/^Onservice="payment"reason of s1.*ana/);
  expect(items[1]).toHaveTextContent('carol · Made in am:9093');
  expect(items[2]).toHaveTextContent('Maintenance window');
  expect(within(items[2]!).queryByRole('button')).not.toBeInTheDocument();
  expect(items[3]).toHaveTextContent(/^Later/);
});

test('asks for quiet about exactly what is written, for as long as was chosen', async () => {
  const { sent } = openApp('/silences', made);
  const dialog = await ask();
  const send = () => dialog.getByRole('button', { name: 'Ask for quiet' });
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'move');
  expect(send()).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: 'Value' }), 'cart');
  await userEvent.click(dialog.getByLabelText('8 h'));
  await userEvent.click(send());
  const [{ route, request, body } = {}] = sent();
  expect({ route, request }).toEqual({ route: 'responder', request: 'POST /v1/silences' });
  expect(body).toMatchObject({ labels: { service: 'cart' }, reason: 'move' });
  const hours = (Date.parse((body as { to: string }).to) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(7.9);
  expect(hours).toBeLessThan(8.1);
});

test('an address that names labels opens the form with them', async () => {
  openApp('/silences?label=service%3Dcart&label=severity%3Dwarning', made);
  const dialog = within(await screen.findByRole('dialog', {}, patient));
  expect(dialog.getAllByRole('textbox', { name: 'Value' }).map(input => (input as HTMLInputElement).value)).toEqual([
    'cart',
    'warning',
  ]);
});

test('is ended before its time, with a note', async () => {
  const { sent } = openApp('/silences', { ...shopAnswers(), 'POST /v1/silences/s1/end': { body: {} } });
  const [first] = await screen.findAllByRole('button', { name: 'End it now' }, patient);
  await userEvent.click(first!);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: /Note/ }), 'done early');
  await userEvent.click(dialog.getByRole('button', { name: 'End it now' }));
  expect(sent()).toEqual([{ route: 'responder', request: 'POST /v1/silences/s1/end', body: { note: 'done early' } }]);
});

test('says that nobody asks for quiet, and what a silence does', async () => {
  openApp('/silences', { ...shopAnswers(), 'GET /v1/silences': { body: { items: [] } } });
  expect(await screen.findByText('Nobody asks for quiet', {}, patient)).toBeInTheDocument();
});

test('says why it was refused', async () => {
  openApp('/silences?label=service%3Dcart', {
    ...shopAnswers(),
    'POST /v1/silences': refusal(403, 'Quiet is asked for by those who may see the service'),
  });
  const dialog = within(await screen.findByRole('dialog', {}, patient));
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'x');
  await userEvent.click(dialog.getByRole('button', { name: 'Ask for quiet' }));
  expect(await screen.findByText('Quiet is asked for by those who may see the service')).toBeInTheDocument();
});

test('who may only look is told what it takes, and sees no form', async () => {
  openApp('/silences', { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Ask for quiet'));
  expect(await screen.findByText(/takes the permission autocura.silence.make/)).toBeInTheDocument();
});
