import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const demo = join(__dirname, '..');
const read = (file: string) => parse(readFileSync(join(demo, file), 'utf8')) as unknown;
const defaultCooldownS = 5 * 60;

test('the quiet time between two actions is scaled by the same factor as every duration', () => {
  const { timescale } = (read('app-config.yaml') as { autocura: { timescale: number } }).autocura;
  const rules = read('policy.yaml') as { limits?: { cooldown?: string } }[];
  const cooldowns = rules.flatMap(({ limits }) => limits?.cooldown ?? []);
  expect(cooldowns.length).toBeGreaterThan(0);
  for (const cooldown of cooldowns) expect(cooldown).toBe(`${defaultCooldownS * timescale}s`);
});
