import { type Channel, channelSettings, openChannel } from '..';
import type { FakeReceiver } from './fakeReceiver';
import { fakeReceiver } from './fakeReceiver';
import {
  backstageNotifications,
  pagerdutyEvents,
  signedWebhook,
  slackMethod,
  teamsWorkflow,
  webhookSecret,
} from './products';
import { realMailServer } from './realMailServer';

/** A channel and who receives what it sends. */
export interface Way {
  type: string;
  address: string;
  open(): Promise<{ channel: Channel; receiver: FakeReceiver }>;
}

const opened = (settings: object, receiver: FakeReceiver) => ({
  channel: openChannel(channelSettings.parse(settings), {
    now: () => new Date(),
    fetch,
    notifications: async () => ({ url: `${receiver.url}/api/notifications`, token: 'a-plugin-token' }),
  }),
  receiver,
});

/** Every channel there is. */
export const ways: Way[] = [
  {
    type: 'email',
    address: 'ana@example.com',
    async open() {
      const receiver = await realMailServer();
      const { hostname: host, port } = new URL(receiver.url);
      const settings = { type: 'email', host, port: Number(port), plain: true, from: 'autocura@example.com' };
      return opened(settings, receiver);
    },
  },
  {
    type: 'slack',
    address: 'C0123',
    async open() {
      const receiver = await fakeReceiver(slackMethod);
      const settings = { type: 'slack', token: 'xoxb-test', url: `${receiver.url}/api` };
      return opened({ ...settings, signingSecret: 'a-signing-secret-of-slack' }, receiver);
    },
  },
  {
    type: 'teams',
    address: 'operations',
    async open() {
      const receiver = await fakeReceiver(teamsWorkflow);
      return opened({ type: 'teams', url: `${receiver.url}${teamsWorkflow.path}` }, receiver);
    },
  },
  {
    type: 'pagerduty',
    address: 'shop',
    async open() {
      const receiver = await fakeReceiver(pagerdutyEvents);
      return opened({ type: 'pagerduty', url: receiver.url, routingKey: 'r'.repeat(32) }, receiver);
    },
  },
  {
    type: 'webhook',
    address: 'operations',
    async open() {
      const receiver = await fakeReceiver(signedWebhook);
      return opened({ type: 'webhook', url: `${receiver.url}/hook`, secret: webhookSecret }, receiver);
    },
  },
  {
    type: 'backstage',
    address: 'user:default/ana',
    async open() {
      const receiver = await fakeReceiver(backstageNotifications);
      return opened({ type: 'backstage' }, receiver);
    },
  },
];
