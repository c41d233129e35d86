import { createServer } from 'node:net';
import { once } from 'node:events';
import { laneBase, lanes, portsOf, takeLane } from './ports';

const from = 40;

test('those who ask at the same moment get a lane each, and one that is given back is taken again', async () => {
  const taken = await Promise.all([takeLane(from), takeLane(from), takeLane(from)]);
  const bases = taken.map(({ base }) => base);
  expect(new Set(bases).size).toBe(3);
  const [first] = [...taken].sort((a, b) => a.base - b.base);
  await first?.release();
  const again = await takeLane(from);
  expect(again.base).toBe(first?.base);
  for (const lane of [...taken, again]) if (lane !== first) await lane.release();
});

test('a lane in which a port is in use is left out', async () => {
  const lane = await takeLane(from);
  await lane.release();
  const user = createServer().listen(portsOf(lane.base).postgres, '127.0.0.1');
  await once(user, 'listening');
  const next = await takeLane(from);
  expect(next.base).toBeGreaterThan(lane.base);
  await next.release();
  user.close();
  await once(user, 'close');
});

test('past the last lane it says which that is', async () => {
  await expect(takeLane(lanes)).rejects.toThrow(`lane ${lanes - 1}`);
  expect(portsOf(laneBase(lanes - 1)).processes.to).toBeLessThan(32_768);
});
