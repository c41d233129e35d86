import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const rows = async () => {
  await screen.findByRole('link', { name: 'gateway' }, { timeout: 15_000 });
  return screen.getAllByRole('row').slice(1);
};
const names = (of: HTMLElement[]) => of.map(row => within(row).getAllByRole('link')[0]?.textContent);

test('shows each service with its state, the reasons, and its open incident', async () => {
  openApp('/services');
  const gateway = (await rows()).find(row => row.textContent?.startsWith('gateway'))!;
  expect(gateway).toHaveTextContent(/Critical.*18.4 % of requests fail, usually 0.2 %; Latency is 7 times the usual/);
  expect(within(gateway).getByRole('link', { name: 'Incident' })).toHaveAttribute(
    'href',
    '/a/autocura-healing-app/incidents/42',
  );
});

test('sorts by state, the worst first', async () => {
  openApp('/services');
  await rows();
  await userEvent.click(screen.getByRole('button', { name: 'Sort column State' }));
  expect(names(await rows()).slice(0, 3)).toEqual(['gateway', 'payment', 'queue-worker']);
});

test('a service without data is unknown and never measured', async () => {
  openApp('/services');
  const worker = (await rows()).find(row => row.textContent?.startsWith('queue-worker'))!;
  expect(worker).toHaveTextContent(/Unknown.*Never measured/);
});

test('says when no service is known', async () => {
  openApp('/services', { ...shopAnswers(), 'GET /v1/services': { body: { items: [] } } });
  expect(await screen.findByText('No service has been measured yet')).toBeInTheDocument();
});
