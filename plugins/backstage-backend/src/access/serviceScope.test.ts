import type { ServiceEntity } from '../sources/catalog/cataloged';
import { covers, coversIncident, coversStep } from '../store/scope';
import { serviceRules } from './serviceResource';
import { scopeWhere } from './serviceScope';

const entity = (service: string, owner: string): ServiceEntity => ({
  ...{ service, entity: `component:default/${owner}-${service}`, mappedBy: 'metadata.name', owners: [owner] },
  ...{ namespace: 'default', tags: ['open'], annotations: {} },
});
const services = new Map<string, [ServiceEntity, ...ServiceEntity[]]>([
  ['cart', [entity('cart', 'group:default/shop')]],
  ['billing', [entity('billing', 'group:default/money')]],
  ['fought-over', [entity('fought-over', 'group:default/shop'), entity('fought-over', 'group:default/money')]],
]);
const state = { services, edges: [], readAt: '2026-01-01T00:00:00.000Z' };
const now = new Date('2026-01-01T00:00:10Z');
const { isOwner, hasTag, inNamespace } = serviceRules;
const owned = scopeWhere(state, one => isOwner.apply(one, { claims: ['group:default/shop'] }), now);

test('an owner is in the scope of their own, and nothing that nobody knows is', () => {
  expect(owned).toEqual({ allowed: ['cart'], denied: ['billing', 'fought-over'], others: false });
  expect(covers(owned, 'unheard-of')).toBe(false);
});

test('whoever registers an entity of the same name gains nothing by it', () => {
  expect(covers(owned, 'fought-over')).toBe(false);
});

test('what is denied to some is open to the rest, known or not', () => {
  const scope = scopeWhere(state, one => !isOwner.apply(one, { claims: ['group:default/money'] }), now);
  expect([covers(scope, 'billing'), covers(scope, 'unheard-of'), covers(scope, 'cart')]).toEqual([false, true, true]);
});

test('tags and namespaces bound as owners do', () => {
  const count = (holds: Parameters<typeof scopeWhere>[1]) => scopeWhere(state, holds, now).allowed.length;
  expect([count(one => hasTag.apply(one, { tag: 'open' })), count(one => hasTag.apply(one, { tag: 'x' }))]).toEqual([
    3, 0,
  ]);
  expect(count(one => inNamespace.apply(one, { namespace: 'default' }))).toBe(3);
  expect(count(one => inNamespace.apply(one, { namespace: 'other' }))).toBe(0);
});

test('every service that an incident speaks of counts, and for a step what it changes', () => {
  expect(coversIncident(owned, { service: 'cart', services: ['cart'] })).toBe(true);
  expect(coversIncident(owned, { service: 'cart', services: ['cart', 'billing'] })).toBe(false);
  const step = (service: string, target: string) => ({ action: 'restart', target, params: { service } });
  expect(coversStep(owned, step('cart', 'pod-of-cart'))).toBe(true);
  expect(coversStep(owned, step('billing', 'cart'))).toBe(false);
  expect(coversStep(owned, step('cart', 'billing'))).toBe(false);
});

test('who owned what ten minutes ago counts while the catalog is away, and what was longer ago does not', () => {
  const away = { ...state, unavailable: 'the catalog did not answer' };
  const at = (minutes: number) => new Date(Date.parse(state.readAt) + minutes * 60_000);
  expect(scopeWhere(away, () => true, at(10)).allowed).toHaveLength(3);
  expect(() => scopeWhere(away, () => true, at(11))).toThrow('Who owns which service is not known');
  const never = { services: new Map(), edges: [], unavailable: 'it never did' };
  expect(() => scopeWhere(never, () => true, now)).toThrow('it never did');
});
