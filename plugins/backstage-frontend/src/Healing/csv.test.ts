import { csvOf } from './csv';

test.each([
  { name: 'plain text', text: 'cart fails', cell: 'cart fails' },
  { name: 'a comma', text: 'cart, orders', cell: '"cart, orders"' },
  { name: 'quotes', text: 'the "old" one', cell: '"the ""old"" one"' },
  { name: 'a line break', text: 'one\ntwo', cell: '"one\ntwo"' },
  { name: 'a formula', text: '=HYPERLINK("http://evil")', cell: `"'=HYPERLINK(""http://evil"")"` },
  { name: 'a command', text: '@SUM(1)', cell: "'@SUM(1)" },
])('$name is one cell', ({ text, cell }) => expect(csvOf(['a', 'b'], [[text, 'x']])).toBe(`a,b\r\n${cell},x`));
