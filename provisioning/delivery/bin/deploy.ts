import { parseArgs } from 'node:util';
import { deploy, readPlan } from '../deploy';

/** Exit code 1: the version before runs again; 2: nothing was begun; 3: some run neither, and it says which. */
async function run() {
  const { values } = parseArgs({
    options: { plan: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  });
  const { plan, from, to } = values;
  const token = process.env.AUTOCURA_DEPLOY_TOKEN;
  if (plan === undefined || from === undefined || to === undefined || token === undefined)
    throw new Error('usage: AUTOCURA_DEPLOY_TOKEN=… deploy --plan FILE --from VERSION --to VERSION');
  const done = await deploy(readPlan(plan), { from, to }, token, text => console.log(text));
  console.log(done.how === 'deployed' ? `${to} is deployed` : `${done.how}: ${done.why}`);
  process.exitCode = { deployed: 0, 'rolled back': 1, broken: 3 }[done.how];
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
