import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import type { PagerTold } from '../testSupport/pagerProcess';
import { bringAbout, waysInto } from '../testSupport/phases';
import { until } from '../testSupport/quick';
import { healerProgram } from '../testSupport/startHealer';

const notices = 12;
const secret = 'a-secret-of-sixteen-characters-or-more';

/** Where the one that tells dies: before its message is taken, when it is taken and not answered, and after the answer. */
const deaths = ['before', 'taken', 'answered'] as const;

describeEachDatabase(`kill -9 of whoever tells people, ${notices} times`, open => {
  const program = healerProgram('pagerProcess.ts');
  afterAll(() => program.remove());

  it('every message is told, by one key, again only where it died before it could note that', async () => {
    const { reach, knex } = await open();
    const store = await Store.create(knex, { migrations });
    /** How often each key was taken, and by which incident. */
    const taken = new Map<string, { times: number; incidentId: string }>();
    let dies: (typeof deaths)[number] | undefined;
    let die: () => Promise<unknown> = async () => undefined;
    const receiver = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', part => parts.push(part));
      request.on('end', () => {
        const at = dies;
        dies = undefined;
        if (at === 'before') return void die();
        const { incidentId } = JSON.parse(Buffer.concat(parts).toString()) as { incidentId: string };
        const key = String(request.headers['idempotency-key']);
        taken.set(key, { times: (taken.get(key)?.times ?? 0) + 1, incidentId });
        if (at === 'taken') return void die();
        response.writeHead(200).end('{}', () => at === 'answered' && void die());
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const told: PagerTold = { reach, webhook: { url, secret } };
    const start = async () => {
      const args = [program.file, JSON.stringify(told)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      await once(createInterface({ input: child.stdout! }), 'line');
      return child;
    };
    let pager = await start();
    try {
      for (let n = 0; n < notices; n += 1) {
        const died = new Promise<void>(resolve => {
          die = async () => {
            const gone = once(pager, 'exit');
            pager.kill('SIGKILL');
            await gone;
            resolve();
          };
        });
        dies = deaths[n % deaths.length];
        await bringAbout(store, `i${n}`, waysInto.escalated, n);
        await died;
        pager = await start();
        await until(`i${n} to be told`, async () => {
          const notice = (await store.notices({})).find(one => one.incidentId === `i${n}` && one.kind === 'escalated');
          return notice?.deliveries.length === 1 && notice.deliveries.every(({ state }) => state === 'delivered');
        });
      }
      const keys = (await store.notices({})).flatMap(({ deliveries }) => deliveries.map(({ key }) => key));
      expect([...taken.keys()].sort()).toEqual(keys.sort());
      expect(new Set([...taken.values()].map(({ incidentId }) => incidentId)).size).toBe(notices);
      for (const { times } of taken.values()) expect(times).toBeLessThanOrEqual(2);
      const twice = [...taken.values()].filter(({ times }) => times > 1).length;
      expect(twice).toBeGreaterThanOrEqual(notices / 3);
      expect(twice).toBeLessThanOrEqual((2 * notices) / 3);
    } finally {
      pager.kill('SIGKILL');
      receiver.closeAllConnections();
      receiver.close();
    }
  });
});
