import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEscalation } from './escalationFile';

const example = readFileSync(join(__dirname, '../../../../provisioning/escalation.example.yaml'), 'utf8');

test('the example says what it means', () => {
  const { people, schedules, policies } = parseEscalation(example);
  expect(people.ana).toEqual({
    user: 'user:default/ana',
    role: 'approver',
    addresses: { mail: 'ana@example.com', chat: 'U0123ANA' },
  });
  expect(schedules.shop).toMatchObject({ zone: 'America/Sao_Paulo', since: '2026-11-30', turnDays: 7 });
  expect(policies.map(({ name, again }) => [name, again.times])).toEqual([
    ['healed feed', 0],
    ['everything else', 2],
  ]);
  expect(policies[1]?.steps).toEqual([
    { afterMs: 0, to: [{ schedule: 'shop', by: ['chat'] }] },
    { afterMs: 600_000, to: [{ schedule: 'shop' }] },
    { afterMs: 900_000, to: [{ person: 'ana' }, { person: 'bob' }] },
  ]);
});

test.each([
  { name: 'somebody nobody knows', from: 'people: [ana, bob]', to: 'people: [ana, eve]', says: 'nobody knows "eve"' },
  { name: 'a schedule nobody knows', from: 'schedule: shop }', to: 'schedule: shoe }', says: 'nobody knows "shoe"' },
  { name: 'a zone that does not exist', from: 'America/Sao_Paulo', to: 'America/Atlantis', says: 'is no time zone' },
  { name: 'a kind that does not exist', from: 'kind: [healed', to: 'kind: [cured', says: 'policies.0.match.kind' },
  {
    name: 'a stand-in that ends before it begins',
    from: '2026-12-26',
    to: '2026-12-20',
    says: 'ends before it begins',
  },
  { name: 'a wait without a unit', from: 'after: 10m', to: 'after: 10', says: 'policies.1.steps.1.after' },
  { name: 'a misspelt part', from: 'again:', to: 'repeat:', says: 'policies.1' },
  { name: 'a role that does not exist', from: 'role: approver', to: 'role: god', says: 'people.ana.role' },
])('refuses $name, and says so', ({ from, to, says }) => {
  expect(example).toContain(from);
  expect(() => parseEscalation(example.replace(from, to))).toThrow(says);
});
