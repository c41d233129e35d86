import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { fakeLayout } from '../testSupport/fakeLayout';
import { QueryEditor } from './QueryEditor';
import type { AutocuraQuery } from './query';
import { matching } from './SuggestedField';

beforeAll(fakeLayout);

const services = { items: [{ service: 'orders' }, { service: 'cart' }] };

function show(query: Omit<AutocuraQuery, 'refId'>) {
  const changes: AutocuraQuery[] = [];
  const onRunQuery = jest.fn();
  function Editor() {
    const [now, setNow] = useState<AutocuraQuery>({ refId: 'A', ...query });
    const onChange = (next: AutocuraQuery) => {
      changes.push(next);
      setNow(next);
    };
    return <QueryEditor query={now} onChange={onChange} onRunQuery={onRunQuery} />;
  }
  render(<Editor />);
  return { changes, onRunQuery };
}

const labels = () => screen.getAllByRole('combobox').map(box => (box as HTMLInputElement).labels?.[0]?.textContent);

beforeEach(() => fakeRuntime({ api: () => ({ status: 200, body: services }), variables: { service: 'cart' } }));

test.each<{ name: string; query: Omit<AutocuraQuery, 'refId'>; offers: string[] }>([
  { name: 'incidents, unless told otherwise', query: {}, offers: ['Ask for', 'Service', 'Phase', 'Which'] },
  { name: 'actions', query: { queryType: 'actions' }, offers: ['Ask for', 'Service', 'Action', 'Cause'] },
  { name: 'diagnosis', query: { queryType: 'diagnosis' }, offers: ['Ask for', 'Incident'] },
  { name: 'brakes', query: { queryType: 'brakes' }, offers: ['Ask for'] },
])('offers what the query heeds: $name', ({ query, offers }) => {
  show(query);
  expect(labels()).toEqual(offers);
});

test('what is typed is chosen at once, a known one or another', async () => {
  const { changes, onRunQuery } = show({ queryType: 'services' });
  const user = userEvent.setup();
  const box = screen.getByRole('combobox', { name: 'Service' });
  await user.type(box, 'payments');
  await waitFor(() => expect(box).toHaveAttribute('aria-activedescendant'));
  await user.keyboard('{Enter}');
  expect(changes).toEqual([{ refId: 'A', queryType: 'services', service: 'payments' }]);
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

test('another kind of query keeps what was narrowed', async () => {
  const { changes } = show({ queryType: 'incidents', service: '$service' });
  const user = userEvent.setup();
  await user.type(screen.getByRole('combobox', { name: 'Ask for' }), 'Healing history{Enter}');
  expect(changes.at(-1)).toEqual({ refId: 'A', queryType: 'actions', service: '$service' });
});

const offered = async (typed: string) => (await matching('services', typed)).map(({ value }) => value);

test('suggests variables, then services, by what is typed', async () => {
  expect(await offered('')).toEqual(['$service', 'cart', 'orders']);
  expect(await offered('ORD')).toEqual(['orders']);
});

test('without an answer there are variables still', async () => {
  fakeRuntime({ api: () => ({ status: 503, body: {} }), variables: { service: 'cart' } });
  expect(await offered('')).toEqual(['$service']);
});
