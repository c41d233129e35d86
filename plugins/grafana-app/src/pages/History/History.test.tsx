import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { history, shopAnswers } from '../../testSupport/answers';
import { fakeLayout } from '../../testSupport/fakeLayout';
import { openApp } from '../../testSupport/openApp';

beforeAll(fakeLayout);

test('shows what was done, for which cause in words, by whom, with its outcome', async () => {
  openApp('/history');
  const link = await screen.findByRole('link', { name: 'Roll catalogue back to 1.4.0' }, { timeout: 15_000 });
  expect(link).toHaveAttribute('href', '/a/autocura-healing-app/incidents/41');
  expect(link.closest('tr')).toHaveTextContent(/A release broke it.*Autocura.*Healed/);
  const takenBack = screen.getByRole('link', { name: 'restart · cart' });
  expect(takenBack.closest('tr')).toHaveTextContent(/out-of-memory.*ana.*Taken back/);
});

test('goes on by the cursor', async () => {
  const { asked } = openApp('/history?cursor=c1', {
    ...shopAnswers(),
    'GET /v1/history': { body: { items: history, next: 'c2' } },
  });
  expect(await screen.findByRole('link', { name: 'Next page' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/history?cursor=c2',
  );
  expect(screen.getByRole('link', { name: 'First page' })).toBeInTheDocument();
  expect(asked()).toContain('GET /v1/history?limit=50&cursor=c1');
});

test('teaches what brings content while there is none', async () => {
  openApp('/history', { ...shopAnswers(), 'GET /v1/history': { body: { items: [] } } });
  expect(await screen.findByText('Nothing has been done yet')).toBeInTheDocument();
});

const last = (asked: string[]) => asked.filter(request => request.startsWith('GET /v1/history?')).at(-1);

test('an address narrows it, and what it cannot mean is left out', async () => {
  const { asked } = openApp('/history?service=cart&outcome=healed&days=12&cursor=c1');
  await screen.findByRole('link', { name: 'restart · cart' });
  expect(last(asked())).toBe('GET /v1/history?limit=50&service=cart&outcome=healed&cursor=c1');
});

test('another time begins at its first page', async () => {
  const { asked } = openApp('/history?cursor=c1');
  const box = await screen.findByRole('combobox', { name: 'Time' });
  await userEvent.type(box, 'Last seven');
  await waitFor(() => expect(box).toHaveAttribute('aria-activedescendant'));
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(last(asked())).toMatch(/^GET \/v1\/history\?limit=50&from=20\d\d-[^&]*$/));
});

test('says so when nothing is like that', async () => {
  openApp('/history?outcome=worse', { ...shopAnswers(), 'GET /v1/history': { body: { items: [] } } });
  expect(await screen.findByText('No action is like that')).toBeInTheDocument();
});
