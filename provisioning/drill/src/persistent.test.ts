import { persistent } from './persistent';

test('an answer that comes late counts, and what never comes is told', async () => {
  let asked = 0;
  const after = (failures: number) => async () => {
    if ((asked += 1) <= failures) throw new Error(`failed ${asked} times`);
    return 'answer';
  };
  await expect(persistent(after(2))).resolves.toBe('answer');
  expect(asked).toBe(3);
  asked = 0;
  await expect(persistent(after(9))).rejects.toThrow('failed 4 times');
});
