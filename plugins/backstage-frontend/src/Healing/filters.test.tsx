import '../testSupport/wideScreen';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderOnEntity } from '../testSupport/renderOnEntity';
import { history } from '../testSupport/shop';
import { HealingTab } from './HealingTab';

const Address = () => <output aria-label="address">{useLocation().search}</output>;
const choose = async (list: HTMLElement, field: RegExp, value: string) => {
  await userEvent.click(await within(list).findByRole('button', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: value }));
};

test('what was done is narrowed by action, outcome, on whose word and time, and the address keeps it', async () => {
  const asked: URLSearchParams[] = [];
  renderOnEntity(
    <>
      <Address />
      <HealingTab />
    </>,
    {
      ...shopAnswers(),
      'GET /v1/history': ({ searchParams }) => {
        asked.push(searchParams);
        return { body: { items: searchParams.get('outcome') === 'worse' ? [] : history } };
      },
    },
  );
  const list = await screen.findByRole('region', { name: 'Healing history' });
  await choose(list, /On whose word/, 'By itself');
  await choose(list, /Time/, 'Last seven days');
  await choose(list, /Outcome/, 'Got worse');
  expect(await within(list).findByText('No action is like that')).toBeInTheDocument();
  const last = Object.fromEntries(asked.at(-1)!);
  expect(last).toMatchObject({ service: 'payment', mode: 'auto', outcome: 'worse' });
  const ago = Date.now() - Date.parse(last.from!);
  expect(Math.round(ago / 3_600_000)).toBe(7 * 24);
  const address = new URLSearchParams(screen.getByLabelText('address').textContent ?? '');
  expect(Object.fromEntries(address)).toEqual({
    ...{ 'actions.mode': 'auto', 'actions.days': '7', 'actions.outcome': 'worse' },
  });

  await choose(list, /Outcome/, 'All');
  await waitFor(() => expect(asked.at(-1)!.has('outcome')).toBe(false));
  expect(screen.getByLabelText('address')).not.toHaveTextContent('outcome');
});

test('an address narrows the lists, and what it says that is not offered counts for nothing', async () => {
  const asked: string[] = [];
  renderOnEntity(
    <HealingTab />,
    {
      ...shopAnswers(),
      'GET /v1/incidents': ({ search }) => {
        asked.push(search);
        return { body: { items: [] } };
      },
    },
    undefined,
    '/?incidents.phase=resolved&incidents.days=1000',
  );
  const list = await screen.findByRole('region', { name: 'Incidents' });
  expect(await within(list).findByText('No incident is like that')).toBeInTheDocument();
  expect(asked).toContain('?service=payment&phase=resolved&limit=20');
});

test('tells which causes came back, and how often', async () => {
  renderOnEntity(<HealingTab />, shopAnswers());
  const panel = await screen.findByRole('region', { name: 'Came back within seven days' });
  expect(panel).toHaveTextContent('Fourth time in seven days');
});
