import { bandDrawing } from './bandDrawing';
import type { BandPoint } from './threshold';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const point = (minute: number, value: number, unusual = false): BandPoint => ({
  ...{ at: at(minute), value, unusual },
  ...(minute > 0 && { expected: 10, lo: 0, hi: 20 }),
});

test('the line goes through every value, the band around those that have one, and what is unusual lies over it', () => {
  const points = [point(0, 10), point(1, 10), point(2, 40, true), point(3, 10)];
  expect(bandDrawing(points, 308, 48)).toEqual({
    ...{ width: 308, height: 48, low: 0, high: 40 },
    line: 'M4.0,34.0L104.0,34.0L204.0,4.0L304.0,34.0',
    area: 'M104.0,24.0L204.0,24.0L304.0,24.0L304.0,44.0L204.0,44.0L104.0,44.0Z',
    unusual: 'M104.0,34.0L204.0,4.0',
  });
});

test('a course that never moves is drawn in the middle, and nothing is not drawn', () => {
  expect(bandDrawing([{ at: at(0), value: 5, unusual: false }], 100, 40)).toMatchObject({
    line: 'M4.0,20.0',
    area: '',
  });
  expect(bandDrawing([])).toBeUndefined();
});
