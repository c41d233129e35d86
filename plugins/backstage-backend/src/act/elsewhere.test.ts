import { ConfigReader } from '@backstage/config';
import { readSettings } from '../settings';
import { actions } from './actions';
import { runnersElsewhere } from './elsewhere';

const of = async (runners: object) =>
  Object.keys(await runnersElsewhere(readSettings(new ConfigReader({ autocura: { runners } } as never)).runners));

const awx = { url: 'https://awx', token: 't', template: 3 };
const everything = {
  postgres: { orders: { url: 'postgres://autocura@orders/postgres', roles: ['shop'] } },
  redis: { cache: { url: 'rediss://cache', prefixes: ['cart:'] } },
  flags: { url: 'https://flags', token: 't', flags: ['partner'] },
  jobs: { purge: { awx } },
};

test('nothing is done where nothing is set', async () => expect(await of({})).toEqual([]));

test.each<{ runners: object; does: string[] }>([
  { runners: { postgres: everything.postgres }, does: ['cancel-blocker', 'terminate-blocker'] },
  { runners: { redis: everything.redis }, does: ['flush-prefix'] },
  { runners: { flags: everything.flags }, does: ['set-flag'] },
  { runners: { flags: { file: '/etc/flagd/flags.json', flags: ['partner'] } }, does: ['set-flag'] },
  { runners: { jobs: everything.jobs }, does: ['run-job', 'run-reversible-job'] },
])('$does is done by what is set: $runners', async ({ runners, does }) => expect(await of(runners)).toEqual(does));

test('all of it are actions', async () => {
  expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining(await of(everything)));
});
