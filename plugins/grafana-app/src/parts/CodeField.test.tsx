import type { SecondFactor } from '@autocura/common';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { secondFactor } from '../testSupport/answers';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { CodeField } from './CodeField';

const show = (factor: SecondFactor) => {
  const { requests } = fakeRuntime({ api: () => ({ status: 200, body: factor }) });
  render(
    <MemoryRouter>
      <CodeField act="run" code="" change={() => undefined} />
    </MemoryRouter>,
  );
  return requests;
};

test('is a place for a code where one is asked for', async () => {
  show(secondFactor);
  expect(await screen.findByRole('textbox', { name: /Code of your second factor/ })).toBeInTheDocument();
});

test('says where it may be needed alone', async () => {
  show({ ...secondFactor, askedFor: ['irreversible'] });
  expect(await screen.findByRole('textbox', { name: /Only where the step cannot be taken back/ })).toBeInTheDocument();
});

test('is nothing where none is asked for', async () => {
  const requests = show({ ...secondFactor, askedFor: ['brake-release'] });
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(document.body).toHaveTextContent(/^$/);
});

test.each<[string, Partial<SecondFactor>, RegExp]>([
  ['who has none is led to where it is set up', { state: 'none' }, /you can give no code\.Set it up/],
  ['a server that can keep none says so', { state: 'none', available: false }, /has no keys to seal it with/],
  ['too many wrong codes are told', { lockedUntil: '2026-01-05T10:00:00Z' }, /None is taken until/],
])('%s', async (_, difference, said) => {
  show({ ...secondFactor, ...difference });
  await waitFor(() => expect(document.body).toHaveTextContent(said));
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});
