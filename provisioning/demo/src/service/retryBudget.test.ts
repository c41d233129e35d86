import { RetryBudget } from './retryBudget';

test('when everything fails, retries stay at a tenth of the requests', () => {
  const budget = new RetryBudget();
  let retries = 0;
  for (let request = 0; request < 1000; request += 1) {
    budget.earn();
    if (budget.spend()) retries += 1;
  }
  expect(retries).toBeGreaterThanOrEqual(100);
  expect(retries).toBeLessThanOrEqual(106);
});

test('quiet times do not save up more than a few', () => {
  const budget = new RetryBudget();
  for (let request = 0; request < 1000; request += 1) budget.earn();
  let retries = 0;
  while (budget.spend()) retries += 1;
  expect(retries).toBe(5);
});
