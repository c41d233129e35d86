import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cannotAlert } from '../../demo/src/testHealing';
import { drill } from './drill';
import { optionsOf } from './options';
import type { League } from './types';

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`the drill is not tested here: ${missing}\n`);
const testWhereAlertsFire = missing === undefined ? test : test.skip;
jest.setTimeout(20 * 60_000);

testWhereAlertsFire('a fault that the right remedy heals and that nobody else does', async () => {
  const root = resolve(__dirname, '../../..');
  const json = join(mkdtempSync(join(tmpdir(), 'drill-')), 'results.json');
  const said: string[] = [];
  const options = optionsOf(['--quick', '--fault', 'bad-release', '--arm', 'none,oracle', '--json', json]);
  await drill({ ...options, name: `test-${process.pid}`, lane: 50 }, { root, say: text => said.push(text) });

  const { results } = JSON.parse(readFileSync(json, 'utf8')) as League;
  const of = (arm: string) => results.find(each => each.arm === arm);
  expect(of('none')).toMatchObject({ actions: [], recoveredS: null, claimed: false, harmful: [] });
  expect(of('oracle')).toMatchObject({ actions: [{ action: 'roll-back', touched: 'cart' }], harmful: [] });
  expect(of('oracle')?.recoveredS).toBeLessThan(40);
  expect(of('oracle')?.requestsFailed).toBeLessThan(of('none')?.requestsFailed ?? 0);
  expect(said.join('\n')).toContain('every fault hurts while nobody heals');
});
