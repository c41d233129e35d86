import { logLine } from './logLine';

const now = new Date('2026-11-24T10:00:00.000Z');
const read = (line: string) => JSON.parse(line) as Record<string, unknown>;

test('a line has the six fields and no other', () => {
  const line = logLine(
    { level: 'info', message: 'alerts stored', plugin: 'autocura', service: 'backstage', fired: 3 },
    now,
  );
  expect(read(line)).toEqual({
    timestamp: '2026-11-24T10:00:00.000Z',
    level: 'info',
    service: 'autocura',
    trace_id: null,
    message: 'alerts stored',
    metadata: { fired: 3 },
  });
});

test('lines about one incident share its trace id', () => {
  const incident = 'c7ab5617-d0b0-49ee-be3e-a152b87f60e2';
  expect(read(logLine({ level: 'error', message: 'no', incident }, now)).trace_id).toBe(
    'c7ab5617d0b049eebe3ea152b87f60e2',
  );
});

test('a trace id of their own goes first, and an error keeps what it says', () => {
  const line = read(logLine({ level: 'error', message: 'no', trace_id: 'abc', error: new TypeError('wrong') }, now));
  expect(line.trace_id).toBe('abc');
  expect(line.metadata).toEqual({ error: expect.objectContaining({ name: 'TypeError', message: 'wrong' }) });
});

test('a line break in a message stays within its line', () => {
  expect(logLine({ level: 'info', message: 'a\nb' }, now)).not.toContain('\n');
});
