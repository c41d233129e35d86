import { channelSettings, openChannel } from '../notify/channels';
import { parseEscalation } from '../notify/escalationFile';
import { Pager } from '../notify/pager';
import { Store } from '../store';
import { connectTo, type Reach } from '../store/testDatabases';
import { forgetting } from './quick';

/** What the process is told at birth: its database, and the webhook by which people are told. */
export interface PagerTold {
  reach: Reach;
  webhook: { url: string; secret: string };
}

const escalation = parseEscalation(`
people:
  ana: { user: user:default/ana, addresses: { hook: operations } }
policies:
  - name: everybody
    match: { kind: [escalated] }
    steps: [{ to: [{ person: ana }] }]
`);

/** A process to be killed: it tells people, by a receiver that outlives it. */
async function run({ reach, webhook }: PagerTold): Promise<void> {
  const now = () => new Date();
  const channel = openChannel(channelSettings.parse({ type: 'webhook', ...webhook }), { now, fetch });
  new Pager({
    store: await Store.create(connectTo(reach), { migrations: false }),
    channels: { hook: { channel, perMinute: 10_000, language: 'en' } },
    escalation: async () => escalation,
    hold: async () => undefined,
    linkOf: () => undefined,
    logger: forgetting(),
    ...{ now, everyMs: 20, leaseMs: 500, firstRestMs: 20 },
  }).start();
  process.stdout.write('ready\n');
  process.once('disconnect', () => process.exit());
}

void run(JSON.parse(process.argv[2] ?? '') as PagerTold);
