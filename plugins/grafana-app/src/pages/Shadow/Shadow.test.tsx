import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, shadow, shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

test('tells how what it named stands to what people did', async () => {
  openApp('/shadow');
  const list = within(await screen.findByRole('region', { name: 'Incidents' }, { timeout: 15_000 }));
  expect(list.getByText('People did the same')).toBeInTheDocument();
  expect(list.getByText('6.3 minutes earlier')).toBeInTheDocument();
  expect(list.getByText('Not shown: 4')).toBeInTheDocument();
  expect(screen.getByText('right 0, unneeded 0, harmful 0, not marked 1')).toBeInTheDocument();
});

test('what only Autocura would have done can be marked, and nothing else', async () => {
  const { sent } = openApp('/shadow', { ...shopAnswers(), 'POST /v1/incidents/44/mark': { body: {} } });
  const [group, ...others] = await screen.findAllByRole('group', { name: 'That would have been' });
  expect(others).toEqual([]);
  const harmful = within(group!).getByRole('button', { name: 'Harmful' });
  await userEvent.click(harmful);
  expect(sent()).toMatchObject([
    { request: 'POST /v1/incidents/44/mark', body: { digest: 'd1ge57', mark: 'harmful' } },
  ]);
});

test('another period is another question', async () => {
  const answers = shopAnswers();
  openApp('/shadow', answers);
  await screen.findByText('Only people acted');
  answers['GET /v1/shadow'] = { body: { ...shadow, episodes: [], left: 0 } };
  await userEvent.click(screen.getByRole('radio', { name: '7' }));
  expect(await screen.findByText('No incident opened in this time')).toBeInTheDocument();
});

test('says in a sentence what went wrong', async () => {
  openApp('/shadow', { ...shopAnswers(), 'GET /v1/shadow': refusal(403, 'You may not read this') });
  expect(await screen.findByText('You may not read this')).toBeInTheDocument();
});
