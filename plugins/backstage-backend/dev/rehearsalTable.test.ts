import { rehearsalTable } from './rehearsalTable';

test('a row an action, and why not', () => {
  const table = rehearsalTable([
    { action: 'scale', outcome: 'done', wayBack: 'taken', seconds: 1.25 },
    { action: 'drain', outcome: 'not rehearsed', why: 'nodes are in no namespace' },
  ]);
  expect(table.split('\n')).toEqual([
    'action  outcome        way back  seconds',
    'scale   done           taken     1.3',
    'drain   not rehearsed                     nodes are in no namespace',
  ]);
});
