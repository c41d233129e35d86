import React, { memo, type ReactNode } from 'react';
import { PlainList } from './PlainList';

/** Items on a sheet. */
const size = 40;

interface Told<T> {
  /** Draws one; the same function each time. */
  draw: (item: T) => ReactNode;
  keyOf: (item: T) => string;
  /** Whether it is drawn as it was: whoever looks again is told of all anew. */
  isSame: (before: T, after: T) => boolean;
}

/**
 * A list of thousands in sheets: of those only the one that changed is drawn again, and what is out of sight is neither
 * laid out nor painted, so that the page answers meanwhile.
 */
export function Sheets<T>({ items, ...told }: Told<T> & { items: T[] }) {
  const sheets = Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
  return (
    <>
      {sheets.map((sheet, n) => (
        <Sheet key={n} items={sheet} alone={sheets.length === 1} {...(told as Told<unknown>)} />
      ))}
    </>
  );
}

interface OneSheet extends Told<unknown> {
  items: unknown[];
  /** There is no other. */
  alone: boolean;
}

const Sheet = memo(function Sheet({ items, alone, draw, keyOf }: OneSheet) {
  const list = (
    <PlainList>
      {items.map(item => (
        <React.Fragment key={keyOf(item)}>{draw(item)}</React.Fragment>
      ))}
    </PlainList>
  );
  if (alone) {
    return list;
  }
  return <div style={{ contentVisibility: 'auto', containIntrinsicSize: `auto ${items.length * 80}px` }}>{list}</div>;
}, isDrawnAsBefore);

function isDrawnAsBefore(before: OneSheet, after: OneSheet): boolean {
  return (
    before.alone === after.alone &&
    before.draw === after.draw &&
    before.items.length === after.items.length &&
    before.items.every(
      (item, n) => before.keyOf(item) === after.keyOf(after.items[n]) && after.isSame(item, after.items[n]),
    )
  );
}
