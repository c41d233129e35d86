import { lastValueFrom } from 'rxjs';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import type { VariableOf } from './query';
import { AutocuraVariables } from './variables';

const at = '2026-01-01T10:00:00.000Z';
const answers: Record<string, unknown> = {
  '/v1/services': { items: [{ service: 'orders' }, { service: 'cart' }] },
  '/v1/incidents?limit=200': { items: [{ id: 'i1', title: 'cart is down', openedAt: at }] },
  '/v1/incidents?limit=200&open=true': { items: [] },
  '/v1/history?limit=200': { items: [{ action: 'restart' }, { action: 'roll-back' }, { action: 'restart' }] },
};

const valuesOf = async (of: VariableOf) => {
  const request = { targets: [{ refId: 'variable', of }] } as Parameters<AutocuraVariables['query']>[0];
  return (await lastValueFrom(new AutocuraVariables().query(request))).data;
};

beforeEach(() => fakeRuntime({ api: path => ({ status: 200, body: answers[path] }) }));

test.each<{ of: VariableOf; values: string[] }>([
  { of: 'services', values: ['cart', 'orders'] },
  { of: 'incidents', values: ['i1'] },
  { of: 'openIncidents', values: [] },
  { of: 'actions', values: ['restart', 'roll-back'] },
])('$of', async ({ of, values }) => {
  expect((await valuesOf(of)).map(({ value }) => value)).toEqual(values);
});

test('an incident is chosen by its title and time', async () => {
  expect((await valuesOf('incidents'))[0]?.text).toMatch(/^cart is down · .*26/);
});

test('failure modes by their words, in alphabetical order', async () => {
  const texts = (await valuesOf('failureModes')).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(15);
  expect(texts).toEqual([...texts].sort((a, b) => a.localeCompare(b)));
});
