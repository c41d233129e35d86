import { screen } from '@testing-library/react';
import '../testSupport/wideScreen';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { at, attempt, resolved } from '../testSupport/shop';

test('an incident whose last action was taken back does not say that it healed', async () => {
  const undone = { ...resolved, attempts: [{ ...attempt, undoneAt: at(200) }] };
  renderPages({ ...shopAnswers(), 'GET /v1/incidents?open=false': { body: { items: [undone] } } });
  const row = await screen.findByRole('row', { name: /catalogue fails/ });
  expect(row).toHaveTextContent('Taken back');
  expect(row).not.toHaveTextContent('Healed');
});

test('the history has the cause in words, who did it and the outcome in columns of their own', async () => {
  renderPages(shopAnswers());
  const row = await screen.findByRole('row', { name: /Roll catalogue back to 1.4.0/ });
  const cells = [...row.children].map(cell => cell.textContent);
  expect(cells.slice(1, 4)).toEqual(['A release broke it', 'Autocura', 'Healed']);
});
