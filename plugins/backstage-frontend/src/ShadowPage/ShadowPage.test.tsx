import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers, silence } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { shadow } from '../testSupport/shop';

const page = '/autocura/shadow';

test('shows that it loads before it knows', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/shadow': silence }, page);
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
});

test('teaches what brings content while there is none', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/shadow': { body: { ...shadow, episodes: [], left: 0 } } }, page);
  expect(await screen.findByText('No incident opened in this time')).toBeInTheDocument();
});

test('says in a sentence what went wrong', async () => {
  const body = { error: { name: 'NotAllowedError', message: 'You may not read this' } };
  renderPages({ ...shopAnswers(), 'GET /v1/shadow': { status: 403, body } }, page);
  expect(await screen.findByText('You may not read this')).toBeInTheDocument();
});

test('tells how what it named stands to what people did', async () => {
  renderPages(shopAnswers(), page);
  const list = await screen.findByRole('region', { name: 'Incidents' });
  expect(within(list).getByText('People did the same')).toBeInTheDocument();
  expect(within(list).getByText('6.3 minutes earlier')).toBeInTheDocument();
  expect(within(list).getByText('Only people acted')).toBeInTheDocument();
  expect(within(list).getAllByText('Its connections are taken and not given back (payment)')).toHaveLength(2);
  expect(within(list).getByText('Not shown: 4')).toBeInTheDocument();
  expect(screen.getByText('right 0, unneeded 0, harmful 0, not marked 1')).toBeInTheDocument();
});

test('what only Autocura would have done can be marked, and nothing else', async () => {
  const { sent } = renderPages({ ...shopAnswers(), 'POST /v1/incidents/44/mark': { body: {} } }, page);
  const [group, ...others] = await screen.findAllByRole('group', { name: 'That would have been' });
  expect(others).toEqual([]);
  await userEvent.click(within(group!).getByRole('button', { name: 'Harmful' }));
  expect(sent).toEqual([{ request: 'POST /v1/incidents/44/mark', body: { digest: 'd1ge57', mark: 'harmful' } }]);
});

test('another period is another question', async () => {
  const answers = shopAnswers();
  renderPages(answers, page);
  await screen.findByText('Only people acted');
  answers['GET /v1/shadow'] = { body: { ...shadow, episodes: [], left: 0 } };
  await userEvent.click(screen.getByRole('radio', { name: '7' }));
  await waitFor(() => expect(screen.getByText('No incident opened in this time')).toBeInTheDocument());
});

test('leads to the incident, and the overview leads here', async () => {
  renderPages(shopAnswers());
  await userEvent.click(await screen.findByRole('link', { name: /In the shadow/ }));
  await userEvent.click((await screen.findAllByRole('link', { name: /payment answers slowly/ }))[0]!);
  expect(await screen.findByRole('heading', { name: /payment answers slowly/, level: 1 })).toBeInTheDocument();
});
