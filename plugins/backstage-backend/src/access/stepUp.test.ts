import { type NewSecondFactor, streams } from '@autocura/common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { generateSync } from 'otplib';
import { planOf } from '../store/testHistory';
import { bringAbout, waysInto } from '../testSupport/phases';
import { asking } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';
import { stepUp } from './stepUp';

const secrets = { keys: [{ name: 'one', key: Buffer.alloc(32, 7).toString('base64') }] };
const as = (name: string) => mockCredentials.user.header(`user:default/${name}`);

let api: TestApi;
let secret: string;
let code: string;
beforeAll(async () => {
  const identity = { stepUp: { for: ['irreversible', 'brake-release'] } };
  api = await startApi({ settings: { identity, secrets } });
  for (const [id, n] of [
    ['flush', 11],
    ['other', 12],
  ] as const) {
    const plan = { ...planOf(n), approvers: 2 };
    const lasting = { type: 'incident.proposed' as const, data: { plan, expiresAt: '9999-01-01T00:00:00.000Z' } };
    await bringAbout(api.store, id, waysInto.proposed, n, [lasting]);
  }
  const reversible = {
    type: 'incident.proposed' as const,
    data: { plan: planOf(13), expiresAt: '9999-01-01T00:00:00.000Z' },
  };
  await bringAbout(api.store, 'plain', waysInto.proposed, 13, [reversible]);
  const { body } = await api.ask(asking('beginSecondFactor', { as: as('ana'), body: {} }));
  ({ secret } = body as NewSecondFactor);
  // The code of the step before, so that there is another one now.
  const before = generateSync({ secret, epoch: Date.now() / 1000 - 30 });
  await api.ask(asking('confirmSecondFactor', { as: as('ana'), body: { code: before } })).expect(200);
  code = generateSync({ secret });
});
afterAll(() => api.stop());

const approve = (id: string, digest: string, body: object = {}, who = 'ana') =>
  api.ask(asking('approve', { as: as(who), params: { id }, body: { digest, ...body } }));
const approvals = async (id: string) =>
  (await api.store.events(streams.incident(id))).filter(({ type }) => type === 'incident.approved').length;

describe('S13 what cannot be taken back', () => {
  test('is not approved without a second factor, by nobody', async () => {
    const none = await approve('flush', 'digest-11', {}, 'bob').expect(403);
    expect(none.body).toMatchObject({ error: { name: 'SecondFactorMissingError' } });
    const needed = await approve('flush', 'digest-11').expect(403);
    expect(needed.body).toMatchObject({ error: { name: 'SecondFactorNeededError' } });
    expect(await approvals('flush')).toBe(0);
  });

  test('costs no code where the plan is another one by now', async () => {
    await approve('flush', 'digest-of-before', { code }).expect(409);
    const { body } = await api.ask(asking('readSecondFactor', { as: as('ana') })).expect(200);
    const askedFor = ['irreversible', 'brake-release'];
    expect(body).toEqual({ ...{ state: 'ready', recoveryCodesLeft: 10 }, askedFor, available: true });
  });

  test('is approved with a code, which is written down with the plan’s digest and counts for no other', async () => {
    await approve('flush', 'digest-11', { code }).expect(200);
    expect(await approvals('flush')).toBe(1);
    expect(await api.store.lastEvent(streams.factor('user:default/ana'))).toMatchObject({
      ...{ type: 'factor.used', data: { for: 'digest-11' } },
    });
    const again = await approve('other', 'digest-12', { code }).expect(403);
    expect(again.body).toMatchObject({
      error: { name: 'SecondFactorRefusedError', message: expect.stringMatching(/used before/) },
    });
    expect(await approvals('other')).toBe(0);
  });

  test('and what can is approved as before', () => approve('plain', 'digest-13').expect(200));
});

test('S13 the brake is let go with a code where that is set, and pulled without', async () => {
  await api.ask(asking('pullBrake', { as: as('ana') })).expect(200);
  await api.ask(asking('releaseBrake', { as: as('ana') })).expect(403);
  expect(await api.store.lastEvent(streams.brake)).toMatchObject({ type: 'brake.pulled' });
});

describe('S13 a sign-in', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const factors = {
    spend: async () => ({ stream: 'a code', expected: 0, events: [], actor: '' }),
    vouched: async () => ({ stream: 'a sign-in', expected: 0, events: [], actor: '' }),
  };
  const settings = { for: ['irreversible' as const], acr: ['urn:mfa'], amr: ['otp'], maxAge: 300 };
  const demanded = async (signIn: object) => {
    const stepping = stepUp({ factors, settings, now: () => now });
    const given = { amr: [], at: new Date('2026-01-01T11:58:00Z'), ...signIn };
    const [batch] = await stepping.demand('irreversible', { actor: 'oidc:corp:ana', signIn: given }, 'd');
    return batch?.stream;
  };

  test.each([
    { name: 'by a second factor a short while ago', signIn: { amr: ['pwd', 'otp'] }, takes: 'a sign-in' },
    { name: 'at a level that counts', signIn: { acr: 'urn:mfa' }, takes: 'a sign-in' },
    { name: 'by a password alone', signIn: { amr: ['pwd'] }, takes: 'a code' },
    { name: 'at another level', signIn: { acr: '0' }, takes: 'a code' },
    { name: 'too long ago', signIn: { amr: ['otp'], at: new Date('2026-01-01T11:54:59Z') }, takes: 'a code' },
    { name: 'nobody says when', signIn: { amr: ['otp'], at: undefined }, takes: 'a code' },
  ])('$name: $takes is taken', async ({ signIn, takes }) => {
    expect(await demanded(signIn)).toBe(takes);
  });
});
