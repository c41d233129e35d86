import { cycleOf } from './cycle';

const saw = (length: number, teeth: number) => Float64Array.from({ length: length * teeth }, (_, n) => n % length);

test('restarts by the clock have a length', () => expect(cycleOf(saw(20, 4), 80)).toBe(20));

test.each([
  { name: 'what only rises', course: Float64Array.from({ length: 50 }, (_, n) => n) },
  { name: 'one fall', course: saw(20, 2) },
  { name: 'falls at odd times', course: Float64Array.from([...saw(20, 2), ...saw(33, 2), ...saw(12, 2)]) },
  { name: 'waves', course: Float64Array.from({ length: 90 }, (_, n) => Math.sin(n / 8)) },
])('$name have none', ({ course }) => expect(cycleOf(course, course.length)).toBeUndefined());

test('what comes after the end is not seen', () => expect(cycleOf(saw(20, 4), 30)).toBeUndefined());
