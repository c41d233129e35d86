import { rowsOf } from './csv';

test.each([
  {
    name: 'plain rows',
    text: 'a,b\n1,2\n',
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  {
    name: 'no end of the last line',
    text: 'a,b\n1,',
    rows: [
      ['a', 'b'],
      ['1', ''],
    ],
  },
  { name: 'empty fields', text: ',\n', rows: [['', '']] },
  {
    name: 'quotes',
    text: '"a, ""b""\nc",d\r\n1,2',
    rows: [
      ['a, "b"\nc', 'd'],
      ['1', '2'],
    ],
  },
  { name: 'nothing', text: '', rows: [] },
])('$name', ({ text, rows }) => expect([...rowsOf(text)]).toEqual(rows));
