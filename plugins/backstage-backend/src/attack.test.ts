import { attacked, startAttacked } from './testSupport/attack';
import type { TestApi } from './testSupport/testApi';

let api: TestApi;
beforeAll(async () => {
  api = await startAttacked();
});
afterAll(() => api.stop());

/** Ten thousand are `attack.long.test.ts`. */
test('S1 three hundred bad requests are answered, never by an error of ours or with what is another tenant’s', async () => {
  const seen = await attacked(api, 300);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 401]));
});
