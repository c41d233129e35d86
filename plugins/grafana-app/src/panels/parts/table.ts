import type { DataFrame, Field } from '@grafana/data';
import { holds } from '../../datasource/queries/frame';

/** A frame by rows and columns. */
export interface Table {
  frame: DataFrame;
  /** The numbers of its rows, in order. */
  rows: number[];
  field(name: string): Field | undefined;
  /** Undefined for what is absent. */
  text(name: string, row: number): string | undefined;
  number(name: string, row: number): number | undefined;
}

/** The first frame that holds such things, wherever it came from. */
export function tableOf(frames: DataFrame[], kind: string): Table | undefined {
  const frame = frames.find(holds(kind));
  if (!frame) {
    return undefined;
  }
  const field = (name: string) => frame.fields.find(one => one.name === name);
  const value = (name: string, row: number): unknown => field(name)?.values[row] ?? undefined;
  return {
    ...{ frame, field, rows: Array.from({ length: frame.length }, (_, row) => row) },
    text: (name, row) => {
      const found = value(name, row);
      return found === undefined || found === '' ? undefined : String(found);
    },
    number: (name, row) => {
      const found = value(name, row);
      return found === undefined ? undefined : Number(found);
    },
  };
}
