import express from 'express';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import type { Escalation } from '../escalate';
import { slackActions } from './slackActions';

const secret = 'a-signing-secret-of-slack';
const now = new Date('2026-03-02T12:00:00Z');
const seconds = now.getTime() / 1000;

const escalation: Escalation = {
  people: {
    ana: { user: 'user:default/ana', role: 'approver', addresses: { chat: 'U1' } },
    bob: { user: 'user:default/bob', role: 'responder', addresses: { chat: 'U2' } },
    cid: { addresses: { chat: 'U3' } },
    one: { user: 'user:default/one', role: 'approver', addresses: { chat: 'U4' } },
    other: { user: 'user:default/other', role: 'approver', addresses: { chat: 'U4' } },
    dan: { user: 'user:default/dan', role: 'approver', addresses: { otherChat: 'U5' } },
  },
  schedules: {},
  policies: [],
};

const scene = () => {
  const [done, replies]: [string[], string[]] = [[], []];
  const app = express().use(
    slackActions({
      secrets: { chat: secret },
      escalation: async () => escalation,
      acknowledge: async (notice, actor) => done.push(`acknowledge ${notice} by ${actor}`),
      approve: async (incident, digest, actor) => done.push(`approve ${digest} of ${incident} by ${actor}`),
      reply: async (_, text) => {
        replies.push(text);
      },
      now: () => now,
    }),
  );
  const press = (action: string, user: string, more: { secret?: string; at?: number; nonce?: string } = {}) => {
    const value = JSON.stringify({ notice: 'i1.3', incident: 'i1', digest: 'd1' });
    const payload = { type: 'block_actions', user: { id: user }, actions: [{ action_id: action, value }] };
    const url = { response_url: `https://hooks.slack.com/actions/${more.nonce ?? 'T'}` };
    const body = `payload=${encodeURIComponent(JSON.stringify({ ...payload, ...url }))}`;
    const timestamp = String(more.at ?? seconds);
    const mac = createHmac('sha256', more.secret ?? secret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return request(app)
      .post('/v1/slack/actions')
      .set('content-type', 'application/x-www-form-urlencoded')
      .set('x-slack-request-timestamp', timestamp)
      .set('x-slack-signature', `v0=${mac}`)
      .send(body);
  };
  return { press, done, replies, app };
};

test('somebody whom the file knows takes it on and approves, as themselves', async () => {
  const { press, done, replies } = scene();
  await press('acknowledge', 'U2').expect(200);
  await press('approve', 'U1').expect(200);
  expect(done).toEqual(['acknowledge i1.3 by user:default/bob', 'approve d1 of i1 by user:default/ana']);
  expect(replies).toEqual(['You took it on.', 'You approved the plan.']);
});

test.each([
  { name: 'nobody knows', user: 'U9', says: /does not know whom you are/ },
  { name: 'is no user of the catalog', user: 'U3', says: /does not know whom you are/ },
  { name: 'two go by', user: 'U4', says: /does not know whom you are/ },
  { name: 'is known on another channel only', user: 'U5', says: /does not know whom you are/ },
  { name: 'may not approve', user: 'U2', says: /autocura.action.approve is not granted/ },
])('somebody whom $name approves nothing', async ({ user, says }) => {
  const { press, done, replies } = scene();
  await press('approve', user).expect(200);
  expect(done).toEqual([]);
  expect(replies).toEqual([expect.stringMatching(says)]);
});

test.each([
  { name: 'signed by another secret', more: { secret: 'another-secret-entirely' } },
  { name: 'of six minutes ago', more: { at: seconds - 360 } },
  { name: 'of a clock six minutes ahead', more: { at: seconds + 360 } },
])('a request $name does nothing', async ({ more }) => {
  const { press, done } = scene();
  await press('approve', 'U1', more).expect(500);
  expect(done).toEqual([]);
});

test('the same request again does nothing', async () => {
  const { press, done } = scene();
  await press('approve', 'U1').expect(200);
  await press('approve', 'U1').expect(500);
  expect(done).toHaveLength(1);
  await press('approve', 'U1', { nonce: 'another' }).expect(200);
  expect(done).toHaveLength(2);
});

test('without a signature it is refused before it is read', async () => {
  const { app, done } = scene();
  await request(app).post('/v1/slack/actions').send('payload={}').expect(500);
  expect(done).toEqual([]);
});
