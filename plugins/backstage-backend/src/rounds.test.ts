import { Rounds } from './rounds';
import { listening, until } from './testSupport/quick';

const roundsOf = (round: () => Promise<void>, everyMs = 5) => {
  const logger = listening();
  return { logger, rounds: new Rounds(round, { everyMs, logger, failed: 'nothing could be looked at' }) };
};

test('begins at once and goes on', async () => {
  let count = 0;
  const { rounds } = roundsOf(async () => void (count += 1));
  rounds.start();
  await until('three rounds', () => count >= 3);
  await rounds.stop();
});

test('a round that lasts is not overtaken, and is waited for at the end', async () => {
  let [begun, ended] = [0, 0];
  let finish = () => {};
  const { rounds } = roundsOf(async () => {
    begun += 1;
    await new Promise<void>(resolve => (finish = resolve));
    ended += 1;
  });
  rounds.start();
  await new Promise(resolve => setTimeout(resolve, 30));
  expect(begun).toBe(1);
  const stopped = rounds.stop();
  finish();
  await stopped;
  expect([begun, ended]).toEqual([1, 1]);
});

test('one that fails is told, and the next one comes', async () => {
  let count = 0;
  const { rounds, logger } = roundsOf(async () => {
    count += 1;
    if (count === 1) throw new Error('no database');
  });
  rounds.start();
  await until('another round', () => count >= 2);
  await rounds.stop();
  expect(logger.heard).toEqual([{ level: 'error', message: 'nothing could be looked at: no database' }]);
});
