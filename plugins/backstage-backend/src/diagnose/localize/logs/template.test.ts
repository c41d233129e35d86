import { templateOf } from './template';

test.each([
  { name: 'numbers and ids', a: 'order 17 paid by 5e1f9c2ab3d04e11', b: 'order 4 paid by 77fe01aa9bd24c90' },
  { name: 'times', a: '2026-01-02T03:04:05Z INFO started', b: '2026-11-12T13:14:15.123Z INFO started' },
  { name: 'values', a: 'user=ann cart: full', b: 'user=bob cart: empty' },
  { name: 'lists and quotes', a: "ids=['a', 'b'] found", b: "ids=['c'] found" },
  {
    name: 'structured lines',
    a: '{"severity":"info","message":"sold","time":"10:00"}',
    b: '{"severity":"info","message":"sold","time":"11:00"}',
  },
])('lines that differ in $name say the same', ({ a, b }) => expect(templateOf(a).text).toBe(templateOf(b).text));

test('lines that say another thing stay apart', () =>
  expect(templateOf('order paid').text).not.toBe(templateOf('order refused').text));

test.each([
  ['ERROR no contacts found', true],
  ['java.lang.IllegalStateException: gone', true],
  ['{"level":"error","msg":"gone"}', true],
  ['INFO all went well', false],
])('%s: something went wrong: %s', (line, isError) => expect(templateOf(line).isError).toBe(isError));
