import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { attacked, startAttacked } from './testSupport/attack';
import type { TestApi } from './testSupport/testApi';

const attacks = 10_000;
const mostGrowth = 100 * 1024 * 1024;
jest.setTimeout(30 * 60_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const memory = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

describe('S1 whatever is asked', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startAttacked();
  });
  afterAll(() => api.stop());

  test('is answered, never by an error of ours, and leaves nothing behind in memory', async () => {
    // What is loaded with the first requests is no growth.
    await attacked(api, 50);
    const before = memory();
    const seen = await attacked(api, attacks);
    const grown = memory() - before;
    process.stderr.write(
      `answers by status: ${JSON.stringify(Object.fromEntries([...seen].sort()))}, ${Math.round(grown / 2 ** 20)} MiB more\n`,
    );
    expect(grown).toBeLessThan(mostGrowth);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 401]));
  });
});
