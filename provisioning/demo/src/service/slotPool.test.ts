import { SlotPool } from './slotPool';

const gate = () => {
  let open = () => {};
  const passed = new Promise<void>(resolve => (open = resolve));
  return { open, passed };
};

test('works on as many as it has slots and lets the rest wait in order', async () => {
  const pool = new SlotPool(2);
  const gates = [gate(), gate(), gate(), gate()];
  const done: number[] = [];
  const runs = gates.map((each, index) => pool.run(() => each.passed).then(() => done.push(index)));
  expect([pool.busy, pool.pending]).toEqual([2, 2]);

  gates[1]!.open();
  await runs[1];
  expect([pool.busy, pool.pending]).toEqual([2, 1]);

  gates.forEach(each => each.open());
  await Promise.all(runs);
  expect(done[0]).toBe(1);
  expect([pool.busy, pool.pending]).toEqual([0, 0]);
});

test('gives the slot back when the work fails', async () => {
  const pool = new SlotPool(1);
  await expect(pool.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(pool.busy).toBe(0);
  await expect(pool.run(async () => 'next')).resolves.toBe('next');
});
