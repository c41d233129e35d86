import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { looking, refusal, shopAnswers } from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const listed = async () =>
  within(await screen.findByRole('list', { name: 'Notices' }, patient))
    .getAllByRole('listitem')
    .map(item => item.textContent);

test('says who is on call, why and until when, and where nobody is', async () => {
  openApp('/notices');
  const region = await screen.findByRole('region', { name: 'On call now' }, patient);
  expect(await within(region).findByText('ana')).toBeInTheDocument();
  expect(region).toHaveTextContent(/it is her turn · Until/);
  expect(region).toHaveTextContent(/nightNobodynobody is on call at this time/);
});

test('tells whom it reached, what was refused and why, and when the next is told', async () => {
  openApp('/notices');
  const [notice] = await listed();
  expect(notice).toMatch(/^Nobody took it yetWaits for a yespayment fails · payment/);
  expect(notice).toContain('Deliveredana · mail');
  expect(notice).toContain('Given upbob · slack5 × refused: 429 for an hour');
  expect(notice).toContain('The next is told');
  expect(screen.getByRole('link', { name: 'payment fails' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents/42',
  );
});

test('shows what was taken on and is over when all are asked for, and an address for it', async () => {
  const { asked } = openApp('/notices?which=all&service=payment');
  const all = await listed();
  expect(all.some(text => /Taken on by bob .*: I look at it/.test(text))).toBe(true);
  expect(asked()).toContain('GET /v1/notices?service=payment');
});

test('is taken on, with a note', async () => {
  const { sent } = openApp('/notices', {
    ...shopAnswers(),
    'POST /v1/notices/42.proposed/acknowledgement': { body: {} },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'I take it' }, patient));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: /Note/ }), 'on it');
  await userEvent.click(dialog.getByRole('button', { name: 'I take it' }));
  expect(sent()).toEqual([
    { route: 'responder', request: 'POST /v1/notices/42.proposed/acknowledgement', body: { note: 'on it' } },
  ]);
});

test('says that nobody waits and that no schedule is known', async () => {
  const nothing = { body: { items: [] } };
  openApp('/notices', { ...shopAnswers(), 'GET /v1/notices?open=true': nothing, 'GET /v1/on-call': nothing });
  expect(await screen.findByText('Nobody waits for an answer', {}, patient)).toBeInTheDocument();
  expect(await screen.findByText(/No schedule says who is called/)).toBeInTheDocument();
});

test('who is on call may be unknown while notices are not', async () => {
  openApp('/notices', { ...shopAnswers(), 'GET /v1/on-call': refusal(500, 'broken') });
  expect(await screen.findByText(/answered with an error/, {}, patient)).toBeInTheDocument();
  expect(await listed()).toHaveLength(3);
});

test('who may only look is told what it takes', async () => {
  openApp('/notices', { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('I take it'));
  expect(await screen.findByText(/takes the permission autocura.notice.acknowledge/)).toBeInTheDocument();
});
