import fc from 'fast-check';
import request from 'supertest';
import { desk, serving } from './testSupport/desk';
import { alertmanagerPayloads, recorded } from './testSupport/recorded';
import type { RecordedPayload } from './testSupport/recorded';

type Route = 'alertmanager' | 'grafana';

/** A change to a payload, and the field its refusal must name; none where it stays valid. */
interface Mutation {
  says: string;
  apply(payload: RecordedPayload, alert: Record<string, unknown>, at: string): string | undefined;
}

const wrongText = fc.constantFrom<unknown>(null, 7, true, {}, [], ['x']);
const set = (field: string, value: unknown, named: boolean): Mutation => ({
  says: `alert.${field} = ${JSON.stringify(value)}`,
  apply: (_, alert, at) => {
    alert[field] = value;
    return named ? `${at}.${field}` : undefined;
  },
});
const setLabel = (kind: string, name: string, value: unknown, named: boolean): Mutation => ({
  says: `${kind}.${name} = ${JSON.stringify(value)}`,
  apply: (_, alert, at) => {
    (alert[kind] as Record<string, unknown>)[name] = value;
    return named ? `${at}.${kind}.${name}` : undefined;
  },
});
const setTop = (field: string, value: unknown, named: boolean): Mutation => ({
  says: `${field} = ${JSON.stringify(value)}`,
  apply: payload => {
    payload[field] = value;
    return named ? field : undefined;
  },
});

const kind = fc.constantFrom('labels', 'annotations');
const labelName = fc.stringMatching(/^[a-z][a-z_]{2,12}$/);
const notATime = fc.constantFrom('', 'now', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-01-01', '1795529832');

const invalid: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom('fingerprint', 'status', 'labels', 'startsAt').map(field => set(field, undefined, true)),
  fc
    .tuple(fc.constantFrom('fingerprint', 'status', 'startsAt', 'endsAt', 'generatorURL'), wrongText)
    .map(([field, value]) => set(field, value, true)),
  fc.tuple(kind, fc.constantFrom<unknown>(null, 'x', 7, [], false)).map(([field, value]) => set(field, value, true)),
  fc.tuple(kind, labelName, wrongText).map(([of, name, value]) => setLabel(of, name, value, true)),
  fc.constantFrom('', 'FIRING', 'ok', 'suppressed').map(value => set('status', value, true)),
  fc.constantFrom('', 'xyz', 'e8bb1daf83f4864', 'e8bb1daf83f4864b0').map(value => set('fingerprint', value, true)),
  fc.tuple(fc.constantFrom('startsAt', 'endsAt'), notATime).map(([field, value]) => set(field, value, true)),
  fc.constant<Mutation>(set('startsAt', '0001-01-01T00:00:00Z', true)),
  fc.constantFrom<unknown>(undefined, null, 4, 1, '', '3', '5', []).map(value => setTop('version', value, true)),
  fc.constantFrom<unknown>(undefined, null, {}, 7).map(value => setTop('groupKey', value, true)),
  fc.constantFrom<unknown>('3', -1, 0.5, null).map(value => setTop('truncatedAlerts', value, true)),
  fc.constantFrom<unknown>(undefined, null, {}, 'alerts', 3).map(value => setTop('alerts', value, true)),
  fc.constantFrom<unknown>(null, 'alert', 7, []).map<Mutation>(value => ({
    says: `alert = ${JSON.stringify(value)}`,
    apply: (payload, alert, at) => {
      payload.alerts[payload.alerts.indexOf(alert)] = value as never;
      return at;
    },
  })),
);

const valid: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(labelName, fc.jsonValue()).map(([field, value]) => set(`x_${field}`, value, false)),
  fc.tuple(labelName, fc.jsonValue()).map(([field, value]) => setTop(`x_${field}`, value, false)),
  fc.tuple(kind, labelName, fc.string()).map(([of, name, value]) => setLabel(of, name, value, false)),
  fc.constantFrom('annotations', 'generatorURL').map(field => set(field, undefined, false)),
  fc.constantFrom('status', 'receiver', 'commonLabels', 'externalURL').map(field => setTop(field, undefined, false)),
  fc.constantFrom('2020-02-29T23:59:59Z', '2020-01-01T00:00:00.123456789+05:30').map(at => set('startsAt', at, false)),
  fc.constantFrom<unknown>(undefined, 0, 12).map(value => setTop('truncatedAlerts', value, false)),
  fc.constantFrom<unknown>(null, {}, { B: 1.5 }).map(value => set('values', value, false)),
);

const mutant = fc.record({
  source: fc.constantFrom<[Route, string]>(
    ...alertmanagerPayloads.map<[Route, string]>(name => ['alertmanager', name]),
    ['grafana', 'grafana-webhook'],
  ),
  mutation: fc.oneof({ arbitrary: invalid, weight: 3 }, { arbitrary: valid, weight: 1 }),
  which: fc.nat(4),
});

test('a thousand mutants: what is invalid is a 4xx that names the field and stores nothing, what is valid is stored', async () => {
  const { app, stored } = desk();
  const seen = { refused: 0, accepted: 0 };
  await serving(app, ({ url }) =>
    fc.assert(
      fc.asyncProperty(mutant, async ({ source: [route, name], mutation, which }) => {
        const payload = recorded(name);
        const index = which % payload.alerts.length;
        const field = mutation.apply(payload, payload.alerts[index]!, `alerts[${index}]`);
        const before = stored.length;
        const { status, body } = await request(url).post(`/${route}`).send(payload);
        if (field === undefined) {
          seen.accepted++;
          expect(status).toBe(202);
          expect(stored.at(-1)!.alerts).toHaveLength(payload.alerts.length);
        } else {
          seen.refused++;
          expect(status).toBe(400);
          expect(body.error.message.slice(0, field.length + 1)).toMatch(/[.:[]$/);
          expect(body.error.message).toContain(field);
          expect(stored).toHaveLength(before);
        }
      }),
      { seed: 20260131, numRuns: 1000, endOnFailure: true },
    ),
  );
  expect(seen.refused).toBeGreaterThan(600);
  expect(seen.accepted).toBeGreaterThan(100);
});

test('a thousand broken texts: 4xx or accepted whole, never a crash', async () => {
  const { app, stored } = desk();
  const text = JSON.stringify(recorded('alertmanager-webhook'));
  const broken = fc
    .tuple(
      fc.nat(text.length - 1),
      fc.nat(3),
      fc.constantFrom('', '{', '}', '[', ']', '"', ',', '\\', '\u0000', '\ud800'),
    )
    .map(([at, cut, by]) => text.slice(0, at) + by + text.slice(at + cut));
  await serving(app, ({ url }) =>
    fc.assert(
      fc.asyncProperty(broken, async body => {
        const before = stored.length;
        const answer = await fetch(`${url}/alertmanager`, { method: 'POST', body });
        const { error } = (await answer.json()) as { error?: { message: string } };
        if (answer.status === 202) return expect(stored).toHaveLength(before + 1);
        expect(answer.status).toBe(400);
        expect(error!.message).toMatch(/^(body|alerts|version|groupKey|truncatedAlerts)/);
        return expect(stored).toHaveLength(before);
      }),
      { seed: 20260131, numRuns: 1000 },
    ),
  );
});
