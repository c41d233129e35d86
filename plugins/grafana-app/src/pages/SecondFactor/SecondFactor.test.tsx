import type { SecondFactor } from '@autocura/common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, secondFactor, shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const own = 'GET /v1/me/second-factor';
const begin = 'POST /v1/me/second-factor';
const confirm = 'POST /v1/me/second-factor/confirmation';
const none: SecondFactor = { ...secondFactor, state: 'none', recoveryCodesLeft: 0, askedFor: ['irreversible'] };
const given = { uri: 'otpauth://totp/Autocura:ana?secret=ABCDEFGHIJ', secret: 'ABCDEFGHIJ' };
const codes = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
const open = (factor: SecondFactor, answers = {}) =>
  openApp('/second-factor', { ...shopAnswers(), [own]: { body: factor }, ...answers });
const standing = () => screen.findByRole('region', { name: 'How yours stands' }, patient);

test('is begun, shown to an app, confirmed by its first code, and its recovery codes are told once', async () => {
  const { sent } = open(none, {
    [begin]: { body: given, afterwards: { [own]: { body: { ...none, state: 'begun' } } } },
    [confirm]: { body: { recoveryCodes: codes }, afterwards: { [own]: { body: secondFactor } } },
  });
  expect(await standing()).toHaveTextContent(/You have none.*approving what cannot be taken back/);
  await userEvent.click(screen.getByRole('button', { name: 'Set it up' }));
  const app = within(await screen.findByRole('region', { name: 'Add it to an authenticator app' }));
  expect(app.getByRole('link', { name: 'Open in an authenticator app' })).toHaveAttribute('href', given.uri);
  expect(app.getByText('ABCD EFGH IJ')).toBeInTheDocument();
  expect(app.getByRole('button', { name: 'Confirm' })).toBeDisabled();
  await userEvent.type(app.getByLabelText('The code that the app shows then'), '123 456');
  await userEvent.click(app.getByRole('button', { name: 'Confirm' }));

  const recovery = await screen.findByRole('list', { name: 'Recovery codes' });
  expect(within(recovery).getAllByRole('listitem')).toHaveLength(2);
  expect(screen.queryByText('ABCD EFGH IJ')).not.toBeInTheDocument();
  expect(await screen.findByText('9 recovery codes are left')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  expect(screen.queryByText('AAAA-BBBB-CCCC-DDDD')).not.toBeInTheDocument();
  expect(sent()).toEqual([
    { route: 'viewer', request: begin, body: {} },
    { route: 'viewer', request: confirm, body: { code: '123456' } },
  ]);
});

test('a wrong first code is told, and the app’s key stays', async () => {
  open(none, { [begin]: { body: given }, [confirm]: refusal(403, 'The code does not count: it is wrong') });
  await userEvent.click(await screen.findByRole('button', { name: 'Set it up' }, patient));
  await userEvent.type(await screen.findByLabelText('The code that the app shows then'), '000000');
  await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('The code does not count: it is wrong')).toBeInTheDocument();
  expect(screen.getByText('ABCD EFGH IJ')).toBeInTheDocument();
});

test('one whose key was lost before its first code is begun again', async () => {
  open({ ...none, state: 'begun' });
  expect(await screen.findByRole('button', { name: 'Begin again' }, patient)).toBeEnabled();
});

test('one that counts is replaced with a code of it', async () => {
  const { sent } = open(secondFactor, { [begin]: { body: given } });
  await userEvent.type(await screen.findByLabelText(/Code of your second factor/, {}, patient), ' 123 456');
  await userEvent.click(screen.getByRole('button', { name: 'Replace it' }));
  expect(await screen.findByText('ABCD EFGH IJ')).toBeInTheDocument();
  expect(sent()).toEqual([{ route: 'viewer', request: begin, body: { code: '123456' } }]);
});

test('a server that can keep none says so and offers nothing', async () => {
  open({ ...none, available: false });
  expect(await screen.findByText('Whoever runs the server sets autocura.secrets.', {}, patient)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Set it up' })).not.toBeInTheDocument();
});

test('after too many wrong codes it says until when none is taken', async () => {
  open({ ...secondFactor, lockedUntil: '2026-01-05T10:00:00Z' });
  expect(await standing()).toHaveTextContent(/None is taken until/);
});
