import type { ChangeRecord, LogLine } from '../input';
import { suspectChanges } from './suspectChange';

const onset = 1000;
const commit = (id: string, time: number, file: string, diff: string): ChangeRecord => ({
  ...{ id, kind: 'commit', time, message: id, files: [file], diff },
});
const deploy = (id: string, service: string, time: number): ChangeRecord => ({
  ...{ id, kind: 'deploy', time, service, message: '', files: [], diff: '' },
});
const line = (time: number, message: string, service = 'stock'): LogLine => ({
  timeUs: time * 1e6,
  service,
  span: '',
  message,
});
const lines = [line(500, 'INFO took an article'), line(1010, 'ERROR warehouse ledger is not registered')];
const judge = (changes: ChangeRecord[], logs = lines) =>
  suspectChanges(
    { changes, logs, spans: [] },
    { services: ['stock', 'shop'], metrics: [{ metric: 'error_ratio' }], onset },
  );

const guilty = [commit('boot', 800, 'src/boot.ts', '-registerLedger(warehouse);'), deploy('boot', 'stock', 900)];
const decoy = [
  commit('tidy', 950, 'src/handler.ts', '-const articles = read(ask);\n+const articles = decode(ask);'),
  deploy('tidy', 'stock', 980),
];
const others = ['one', 'two', 'three'].map(id => commit(id, 100, `src/${id}.ts`, `+${id}();`));

test('the change that shares words with what is written since is named, not the nearest one', () => {
  const { named, ranked } = judge([...guilty, ...decoy, ...others]);
  expect(named).toMatchObject({ change: { id: 'boot' }, service: 'stock' });
  expect(named?.shared).toEqual(expect.arrayContaining(['ledger', 'warehouse']));
  expect(ranked).toHaveLength(5);
});

test.each([
  {
    name: 'made after the trouble began',
    changes: [
      { ...guilty[0], time: 1200 },
      { ...guilty[1], time: 1300 },
    ],
  },
  { name: 'of looks only', changes: [{ ...guilty[0], files: ['src/ledger.css'] }, guilty[1]] },
  { name: 'that alters nothing', changes: [{ ...guilty[0], diff: '-take(ledger);\n+take(ledger);' }, guilty[1]] },
] as { name: string; changes: ChangeRecord[] }[])('a change $name is not named', ({ changes }) =>
  expect(judge([...changes, ...others]).named).toBeUndefined(),
);

test('two that fit as well leave it open', () => {
  const twin = [commit('twin', 850, 'src/twin.ts', '-registerLedger(warehouse);'), deploy('twin', 'stock', 900)];
  expect(judge([...guilty, ...twin, ...others]).named).toBeUndefined();
});

test('what was written before the change was there is no evidence against it', () =>
  expect(
    judge(
      [...guilty, ...others],
      [line(500, 'ERROR warehouse ledger is not registered'), line(1010, 'ERROR warehouse ledger is not registered')],
    ).named,
  ).toBeUndefined());

test("the service's own name is no shared word", () =>
  expect(
    judge(
      [commit('note', 800, 'src/note.ts', '+stock();'), deploy('note', 'stock', 900), ...others],
      [line(1010, 'ERROR stock')],
    ).named,
  ).toBeUndefined());
