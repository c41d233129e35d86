import { type PolicyRule } from './plan';
import { policyInForce } from './policyInForce';
import { everything } from './store/scope';

const now = () => new Date('2026-01-05T10:00:00Z');
const rule = (about: Partial<PolicyRule>): PolicyRule => ({ name: 'r', match: {}, mode: 'auto', ...about });
const inForce = (rules: PolicyRule[], scope = everything, more = {}) =>
  policyInForce({ policy: async () => ({ rules, ...more }), file: '/etc/autocura/policy.yaml', now }, scope);

test('says its file by name, its version, its rules and what bounds a step otherwise', async () => {
  expect(await inForce([rule({})], everything, { version: 'v1' })).toMatchObject({
    ...{ file: 'policy.yaml', version: 'v1', hidden: 0, limits: { perHour: 20 } },
    rules: [{ name: 'r', mode: 'auto', holds: true }],
  });
});

test('says which rules do not hold at this time', async () => {
  const during = { zone: 'UTC', hours: { from: '11:00', to: '12:00' } };
  expect((await inForce([rule({ match: { during } })])).rules).toMatchObject([{ holds: false }]);
});

test('says why it cannot be read, with the rules that it had', async () => {
  expect(await inForce([rule({})], everything, { unreadable: 'line 3' })).toMatchObject({
    ...{ unreadable: 'line 3', rules: [{ name: 'r' }] },
  });
});

test('names no service that one may not see, and counts the rules that are about none but those', async () => {
  const scope = { allowed: ['cart'], denied: ['orders'], others: false };
  const about = (...service: string[]) => rule({ match: { service } });
  expect(await inForce([rule({}), about('cart', 'orders'), about('orders')], scope)).toMatchObject({
    rules: [{ match: {} }, { match: { service: ['cart'] } }],
    hidden: 1,
  });
});
