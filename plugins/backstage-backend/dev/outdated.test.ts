import { outdated } from './outdated';

const made = 'autocura-2026-11-30.jsonl.gz';

test('what is older than that goes, and what is called otherwise stays', () => {
  const named = (day: string) => `autocura-2026-${day}.jsonl.gz`;
  const names = [named('11-30'), named('11-16'), named('11-15'), named('02-01')];
  const others = ['autocura-2026-01-01.jsonl.gz.unfinished', 'other-2026-01-01.jsonl.gz', 'autocura.jsonl.gz', 'notes'];
  expect(outdated([...names, ...others], made, 14)).toEqual([named('11-15'), named('02-01')]);
});

test('a name without a date is refused, since nothing would tell what is older', () =>
  expect(() => outdated([], 'autocura.jsonl.gz', 14)).toThrow('needs a date'));
