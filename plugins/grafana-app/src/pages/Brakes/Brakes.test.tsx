import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { looking, refusal, shopAnswers } from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const ana = { by: 'user:default/ana', reason: 'it restarts too much', since: '2026-01-01T12:00:00.000Z' };
const held = (...holds: object[]) => ({ ...shopAnswers(), 'GET /v1/brake': { body: { holds } } });

async function answer(name: string, reason: string) {
  const button = await screen.findByRole('button', { name }, { timeout: 15_000 });
  await userEvent.click(button);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), reason);
  await userEvent.click(dialog.getByRole('button', { name }));
}

test('is pulled with a reason and not without one', async () => {
  const { sent } = openApp('/brakes', { ...shopAnswers(), 'POST /v1/brake/pull': { body: { holds: [ana] } } });
  await answer('Stop all healing', ' it restarts too much ');
  expect(sent()).toEqual([
    { route: 'responder', request: 'POST /v1/brake/pull', body: { reason: 'it restarts too much' } },
  ]);
});

test('says who holds it and why, and is released with a reason', async () => {
  const { sent } = openApp('/brakes', { ...held(ana), 'POST /v1/brake/release': { body: { holds: [] } } });
  expect(await screen.findByText('it restarts too much')).toBeInTheDocument();
  await answer('Release the brake', 'understood');
  expect(sent()).toEqual([{ route: 'approver', request: 'POST /v1/brake/release', body: { reason: 'understood' } }]);
});

test('is released with a code where one is asked for', async () => {
  const { sent } = openApp('/brakes', { ...held(ana), 'POST /v1/brake/release': { body: { holds: [] } } });
  await userEvent.click(await screen.findByRole('button', { name: 'Release the brake' }, { timeout: 15_000 }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(await dialog.findByLabelText(/Code of your second factor/), '123456');
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'understood');
  await userEvent.click(dialog.getByRole('button', { name: 'Release the brake' }));
  expect(sent()).toMatchObject([{ body: { reason: 'understood', code: '123456' } }]);
});

test('what a file holds is let go at the file', async () => {
  openApp('/brakes', held({ by: 'file', reason: 'migration tonight' }));
  expect(await screen.findByText('migration tonight')).toBeInTheDocument();
  expect(screen.getByText(/is let go where it is set/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Release the brake' })).not.toBeInTheDocument();
});

test('says why it was refused', async () => {
  openApp('/brakes', { ...shopAnswers(), 'POST /v1/brake/pull': refusal(403, 'Not yours to pull') });
  await answer('Stop all healing', 'now');
  expect(await screen.findByText('Not yours to pull')).toBeInTheDocument();
});

test('who may only look is told what it takes', async () => {
  openApp('/brakes', { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Stop all healing'));
  expect(await screen.findByText(/takes the permission autocura.brake.pull/)).toBeInTheDocument();
});
