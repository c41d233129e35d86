import { english } from '@autocura/common';
import type { Message } from '../message';
import type { Channel } from '.';
import { channelSettings } from '.';
import type { FakeReceiver } from './testSupport/fakeReceiver';
import { ways } from './testSupport/ways';

const { open, acknowledge, approve } = english.messages;
const message: Message = {
  ...{ key: 'i1.3/0/chat/C0123', thread: 'i1.3', about: 'call', kind: 'proposed', incidentId: 'i1', service: 'cart' },
  ...{ severity: 'critical', subject: 'cart: a plan waits for your yes', digest: 'digest-1' },
  lines: ['Errors on <cart> & *orders*', 'Likely cause: A release broke it (cart).'],
  link: 'https://backstage.example.com/autocura/incidents/i1',
  labels: { open, acknowledge, approve },
};

test('each type of the configuration has its way here', () => {
  const types = channelSettings.options.map(({ shape }) => shape.type.value);
  expect(ways.map(({ type }) => type)).toEqual(types);
});

describe.each(ways)('$type', ({ address, open: openWay }) => {
  let channel: Channel;
  let receiver: FakeReceiver;
  beforeAll(async () => {
    ({ channel, receiver } = await openWay());
  });
  afterAll(() => receiver.close());
  const send = (more: Partial<Message> = {}, timeoutMs = 5_000) =>
    channel.send({ ...message, ...more }, address, AbortSignal.timeout(timeoutMs));

  test('delivers what the receiver’s description takes, and twice is one key', async () => {
    expect(await send()).toEqual({ state: 'delivered' });
    expect(await send()).toEqual({ state: 'delivered' });
    expect(await send({ about: 'over', key: `${message.key} over`, subject: 'Over: cart' })).toEqual({
      state: 'delivered',
    });
    expect(receiver.wrong).toEqual([]);
    expect(Math.max(...receiver.taken.values())).toBeGreaterThanOrEqual(2);
  });

  test.each([
    { mood: 'asks to wait' as const, again: true },
    { mood: 'fails' as const, again: true },
    { mood: 'refuses for good' as const, again: false },
  ])('a receiver that $mood: worth another try: $again', async ({ mood, again }) => {
    const before = [...receiver.taken.values()].reduce((sum, times) => sum + times, 0);
    receiver.moods(mood);
    const sent = await send();
    expect(sent).toMatchObject({ state: 'refused', reason: expect.stringMatching(/\w/) });
    expect('final' in sent && sent.final === true).toBe(!again);
    expect([...receiver.taken.values()].reduce((sum, times) => sum + times, 0)).toBe(before);
  });

  test('a receiver that does not answer is given up in time', async () => {
    receiver.moods('is slow');
    expect(await send({}, 150)).toMatchObject({ state: 'refused', reason: expect.not.stringContaining('undefined') });
  });

  test('no reason tells a secret', async () => {
    receiver.moods('fails', 'refuses for good');
    const said = JSON.stringify([await send(), await send()]);
    expect(said).not.toMatch(/xoxb|a-secret|rrrr|sig=|a-plugin-token/);
  });
});

test('Retry-After is kept', async () => {
  const way = ways.find(({ type }) => type === 'slack')!;
  const { channel, receiver } = await way.open();
  receiver.moods('asks to wait');
  expect(await channel.send(message, 'C1', AbortSignal.timeout(5_000))).toMatchObject({ retryAfterMs: 1_000 });
  await receiver.close();
});

test('words of an alert neither mention anybody nor hide a link', async () => {
  const way = ways.find(({ type }) => type === 'slack')!;
  const { channel, receiver } = await way.open();
  await channel.send({ ...message, lines: ['<!channel> <https://evil|click>'] }, 'C1', AbortSignal.timeout(5_000));
  expect(JSON.stringify(receiver.bodies)).toContain('&lt;!channel&gt; &lt;https://evil|click&gt;');
  await receiver.close();
});
