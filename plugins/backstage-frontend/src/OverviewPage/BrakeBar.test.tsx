import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';

const held = (...holds: object[]) => ({ 'GET /v1/brake': { body: { holds } } });
const ana = { by: 'user:default/ana', reason: 'it restarts too much', since: '2026-01-01T12:00:00.000Z' };

test('is pulled with a reason and not without one', async () => {
  const { sent } = renderPages({ ...shopAnswers(), 'POST /v1/brake/pull': { body: { holds: [ana] } } });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop all healing' }));
  const dialog = within(await screen.findByRole('dialog'));
  const stop = dialog.getByRole('button', { name: 'Stop all healing' });
  expect(stop).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), ' it restarts too much ');
  await userEvent.click(stop);
  expect(sent).toEqual([{ request: 'POST /v1/brake/pull', body: { reason: 'it restarts too much' } }]);
});

test('says who holds it and why, and is released with a reason', async () => {
  const { sent } = renderPages({ ...shopAnswers(), ...held(ana), 'POST /v1/brake/release': { body: { holds: [] } } });
  expect(await screen.findByText('it restarts too much (ana)')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Release the brake' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'understood');
  await userEvent.click(dialog.getByRole('button', { name: 'Release the brake' }));
  expect(sent).toEqual([{ request: 'POST /v1/brake/release', body: { reason: 'understood' } }]);
});

test('what a file holds is let go at the file', async () => {
  renderPages({ ...shopAnswers(), ...held({ by: 'file', reason: 'migration tonight' }) });
  expect(await screen.findByText('migration tonight (file)')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Release the brake' })).not.toBeInTheDocument();
});

test('says why it was refused', async () => {
  const no = { status: 403, body: { error: { name: 'NotAllowedError', message: 'Not yours to pull' } } };
  renderPages({ ...shopAnswers(), 'POST /v1/brake/pull': no });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop all healing' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'now');
  await userEvent.click(dialog.getByRole('button', { name: 'Stop all healing' }));
  expect(await screen.findByText('Not yours to pull')).toBeInTheDocument();
});
