import { render, screen } from '@testing-library/react';
import React from 'react';
import { Sheets } from './Sheets';

test('all are there, and of thousands only the sheet of what changed is drawn again', () => {
  const items = Array.from({ length: 130 }, (_, n) => ({ id: `item ${n}`, says: 'fires' }));
  const draw = jest.fn(({ id, says }: (typeof items)[number]) => <span>{`${id} ${says}`}</span>);
  const told = {
    draw,
    keyOf: ({ id }: (typeof items)[number]) => id,
    isSame: (before: (typeof items)[number], after: (typeof items)[number]) => before.says === after.says,
  };
  const { rerender } = render(<Sheets items={items} {...told} />);
  expect(screen.getAllByRole('listitem')).toHaveLength(130);
  expect(draw).toHaveBeenCalledTimes(130);

  draw.mockClear();
  rerender(<Sheets items={items.map(item => ({ ...item }))} {...told} />);
  expect(draw).not.toHaveBeenCalled();

  rerender(
    <Sheets items={items.map(item => (item.id === 'item 125' ? { ...item, says: 'is over' } : item))} {...told} />,
  );
  expect(draw).toHaveBeenCalledTimes(10);
  expect(screen.getByText('item 125 is over')).toBeInTheDocument();
});
