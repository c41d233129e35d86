import type { SecondFactor } from '@autocura/common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Answers, shopAnswers, silence } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';

const none: SecondFactor = { state: 'none', recoveryCodesLeft: 0, askedFor: ['irreversible'], available: true };
const secret = 'JBSWY3DPEHPK3PXP';
const uri = `otpauth://totp/Autocura:ana?secret=${secret}`;
const path = '/v1/me/second-factor';

const render = (factor: SecondFactor, more: Answers = {}) => {
  const answers: Answers = { ...shopAnswers(), [`GET ${path}`]: { body: factor }, ...more };
  return { answers, ...renderPages(answers, '/autocura/second-factor') };
};

test('it is set up by the key and the first code of an app, and its recovery codes are told once', async () => {
  const { answers, sent } = render(none, {
    [`POST ${path}`]: { body: { uri, secret } },
    [`POST ${path}/confirmation`]: { body: { recoveryCodes: ['AAAA-BBBB', 'CCCC-DDDD'] } },
  });
  expect(await screen.findByText('You have none')).toBeInTheDocument();
  expect(screen.getByText(/approving what cannot be taken back/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Set it up' }));
  expect(await screen.findByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open in an authenticator app' })).toHaveAttribute('href', uri);
  const confirm = screen.getByRole('button', { name: 'Confirm' });
  expect(confirm).toBeDisabled();
  await userEvent.type(screen.getByLabelText('The code that the app shows then'), '123 456');
  answers[`GET ${path}`] = { body: { ...none, state: 'ready', recoveryCodesLeft: 2 } };
  await userEvent.click(confirm);
  expect(await screen.findByText('AAAA-BBBB')).toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ request: `POST ${path}/confirmation`, body: { code: '123456' } });
  expect(screen.queryByText('JBSW Y3DP EHPK 3PXP')).toBeNull();

  await userEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  expect(screen.queryByText('AAAA-BBBB')).toBeNull();
  expect(await screen.findByText('2 recovery codes are left')).toBeInTheDocument();
});

test('one that counts is replaced with a code of it', async () => {
  const { sent } = render(
    { ...none, state: 'ready', recoveryCodesLeft: 8 },
    { [`POST ${path}`]: { body: { uri, secret } } },
  );
  const replace = await screen.findByRole('button', { name: 'Replace it' });
  expect(replace).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Code of your second factor'), '654321');
  await userEvent.click(replace);
  expect(await screen.findByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
  expect(sent).toEqual([{ request: `POST ${path}`, body: { code: '654321' } }]);
});

test('a code that does not count is said to be refused, and the key stays', async () => {
  const message = 'The code does not count';
  render(none, {
    [`POST ${path}`]: { body: { uri, secret } },
    [`POST ${path}/confirmation`]: { status: 403, body: { error: { name: 'SecondFactorRefusedError', message } } },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Set it up' }));
  await userEvent.type(await screen.findByLabelText('The code that the app shows then'), '000000');
  await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText(message)).toBeInTheDocument();
  expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
});

test('where none can be kept nothing is offered, and it says why', async () => {
  render({ ...none, available: false });
  expect(await screen.findByText(/the server has no keys to seal it with/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Set it up' })).toBeNull();
});

test('while no code is taken it says until when', async () => {
  render({ ...none, state: 'ready', lockedUntil: '2026-11-30T12:00:00.000Z' });
  expect(await screen.findByText(/None is taken until/)).toBeInTheDocument();
});

test('shows that it loads', async () => {
  render(none, { [`GET ${path}`]: silence });
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
});

test('says why it may not be seen', async () => {
  const body = { error: { name: 'NotAllowedError', message: 'You may not' } };
  render(none, { [`GET ${path}`]: { status: 403, body } });
  expect(await screen.findByText('You may not')).toBeInTheDocument();
});

test('the overview leads there', async () => {
  renderPages(shopAnswers());
  await waitFor(() =>
    expect(screen.getByRole('link', { name: /Second factor/ })).toHaveAttribute('href', '/autocura/second-factor'),
  );
});
