import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../plugins/backstage-backend/src/store/testDatabases';
import { deploy, type Plan, readPlan } from './deploy';

const token = 'a-token';
const program = join(__dirname, 'testProgram.mjs');

/** Two processes on this machine; a file says the number of each. */
const replace = (folder: string) => `
  cd ${folder}
  case "$VERSION" in *unstartable*) exit 7 ;; esac
  if [ -f "$INSTANCE.pid" ]; then kill "$(cat "$INSTANCE.pid")" || true; fi
  node ${program} "$VERSION" "\${INSTANCE#at-}" >/dev/null 2>&1 &
  echo $! > "$INSTANCE.pid"
`;

describe('deploying to two processes', () => {
  let folder: string;
  let plan: Plan;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'autocura-deploy-'));
    const ports = [await freePort(), await freePort()];
    const instances = ports.map(port => ({ name: `at-${port}`, url: `http://127.0.0.1:${port}` }));
    plan = { replace: replace(folder), instances, readySeconds: 60 };
    expect(await deploy(plan, { from: '0', to: '1' }, token, () => undefined)).toEqual({ how: 'deployed' });
  });
  afterEach(() => {
    for (const { name } of plan.instances) process.kill(Number(readFileSync(join(folder, `${name}.pid`), 'utf8')));
    rmSync(folder, { recursive: true });
  });

  const running = () =>
    Promise.all(
      plan.instances.map(async ({ url }) => {
        const answer = await fetch(`${url}/api/autocura/openapi.json`);
        return ((await answer.json()) as { info: { version: string } }).info.version;
      }),
    );

  test('one after the other, and both are the new version', async () => {
    const said: string[] = [];
    expect(await deploy(plan, { from: '1', to: '2' }, token, text => said.push(text))).toEqual({ how: 'deployed' });
    const [one, two] = plan.instances.map(({ name }) => name);
    expect(said).toEqual([`${one}: 2 …`, `${one}: 2 is well`, `${two}: 2 …`, `${two}: 2 is well`]);
    expect(await running()).toEqual(['2', '2']);
  });

  test('the one before may take its time to end', async () => {
    const slowly = `
      cd ${folder}
      OLD=$(cat "$INSTANCE.pid")
      (sleep 1; kill $OLD; exec node ${program} "$VERSION" "\${INSTANCE#at-}") >/dev/null 2>&1 &
      echo $! > "$INSTANCE.pid"
    `;
    const replaced = { ...plan, replace: slowly };
    expect(await deploy(replaced, { from: '1', to: '2' }, token, () => undefined)).toEqual({ how: 'deployed' });
    expect(await running()).toEqual(['2', '2']);
  });

  test.each([
    ['does not get ready', '2-unready', 'readiness', 15],
    ['does not start', '2-unstartable', 'ended with 7', 60],
    ['is another version than it should be', '2-lying', 'it says that it is 0.0.0', 15],
    ['keeps nothing of what it is sent', '2-forgetful', 'answers 404', 60],
  ])('what %s is put back, and the other one is not touched', async (_, to, why, readySeconds) => {
    const done = await deploy({ ...plan, readySeconds }, { from: '1', to }, token, () => undefined);
    expect(done).toMatchObject({ how: 'rolled back', why: expect.stringContaining(why) });
    expect(await running()).toEqual(['1', '1']);
  });

  test('where the second fails, the first is put back too', async () => {
    const second = plan.instances[1]?.name ?? '';
    const onlyThere = plan.replace.replace('cd ', `[ "$INSTANCE" = ${second} ] && [ "$VERSION" = 2 ] && exit 9\n cd `);
    const done = await deploy({ ...plan, replace: onlyThere }, { from: '1', to: '2' }, token, () => undefined);
    expect(done).toEqual({ how: 'rolled back', why: `${second}: the command ended with 9` });
    expect(await running()).toEqual(['1', '1']);
  });

  test('what cannot be put back is said', async () => {
    const done = await deploy(
      ...([{ ...plan, readySeconds: 1 }, { from: '1-unstartable', to: '2-lying' }, token, () => undefined] as const),
    );
    expect(done).toMatchObject({ how: 'broken', why: expect.stringContaining('ended with 7') });
  });
});

test('the example is a plan', () => expect(readPlan(join(__dirname, 'deploy.example.yaml')).instances).toHaveLength(1));
