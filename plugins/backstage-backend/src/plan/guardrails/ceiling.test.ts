import { aSubject, anAction, limited, someFacts } from '../examples';
import type { Ceilings } from '../limits';
import { ceiling } from './ceiling';

const judge = (wants: Partial<Ceilings>, limits: Partial<Ceilings> = {}) => {
  const action = anAction({ wants: () => wants });
  return ceiling.judge(limited(limits, { action }), someFacts());
};

test.each<{ wants: Partial<Ceilings>; limits: Partial<Ceilings>; says: string }>([
  { wants: { memoryMiB: 513 }, limits: { memoryMiB: 512 }, says: '513 MiB of memory, and 512' },
  { wants: { cpuMilli: 2_001 }, limits: { cpuMilli: 2_000 }, says: '2001 thousandths of a core, and 2000' },
  { wants: { storageGiB: 51 }, limits: { storageGiB: 50 }, says: '51 GiB of storage, and 50' },
  { wants: { storageGiB: 101 }, limits: {}, says: '101 GiB of storage, and 100' },
])('G-62 $wants is refused where the most is $limits', ({ wants, limits, says }) => {
  expect(judge(wants, limits)).toEqual({ decision: 'deny', reason: expect.stringContaining(says) });
});

test.each<{ wants: Partial<Ceilings> }>([{ wants: { memoryMiB: 512 } }, { wants: { cpuMilli: 100 } }, { wants: {} }])(
  'up to the ceiling it has nothing to say: $wants',
  ({ wants }) => expect(judge(wants, { memoryMiB: 512 })).toBeUndefined(),
);

test('what wants nothing that has a ceiling is let through', () => {
  expect(ceiling.judge(aSubject(), someFacts())).toBeUndefined();
});

test('a step that is not sound is not asked what it wants', () => {
  const action = anAction({
    objection: () => 'out of bounds',
    wants: () => {
      throw new Error('asked');
    },
  });
  expect(ceiling.judge(aSubject({ action }), someFacts())).toBeUndefined();
});
