import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { useFirst } from './useFirst';

function Numbers({ upTo }: { upTo: number }) {
  const { shown, others } = useFirst(Array.from({ length: upTo }, (_, n) => n));
  return (
    <>
      <p>{shown.length} of them</p>
      {others}
    </>
  );
}

test('few are shown at once, without a button', () => {
  render(<Numbers upTo={50} />);
  expect(screen.getByText('50 of them')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('of many the first, and the others by and by when asked for', async () => {
  render(<Numbers upTo={420} />);
  expect(screen.getByText('50 of them')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Show all (420)' }));
  expect(screen.getByText('90 of them')).toBeInTheDocument();
  expect(await screen.findByText('420 of them', {}, { timeout: 30_000 })).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
