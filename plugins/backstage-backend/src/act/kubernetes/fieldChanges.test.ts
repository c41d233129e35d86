import { fieldChanges } from './fieldChanges';

const deployment = (spec: object, metadata: object = {}) => ({ metadata, spec });

test('what differs is told field by field', () => {
  const before = deployment({ replicas: 2, paused: false, template: { image: 'a:1' } });
  const after = deployment({ replicas: 5, paused: false, template: { image: 'a:2' } });
  expect(fieldChanges('Deployment shop/cart', before, after)).toEqual([
    { object: 'Deployment shop/cart', field: 'spec.replicas', from: '2', to: '5' },
    { object: 'Deployment shop/cart', field: 'spec.template.image', from: 'a:1', to: 'a:2' },
  ]);
});

test('what comes and what goes has one side', () => {
  const changes = fieldChanges('x', deployment({ old: 1 }), deployment({ new: { a: 1 } }));
  expect(changes).toEqual([
    { object: 'x', field: 'spec.old', from: '1' },
    { object: 'x', field: 'spec.new', to: '{"a":1}' },
  ]);
});

test('items with names are compared by name', () => {
  const list = (...containers: object[]) => deployment({ containers });
  const changes = fieldChanges(
    'x',
    list({ name: 'a', image: '1' }, { name: 'b', image: '1' }),
    list({ name: 'b', image: '2' }, { name: 'a', image: '1' }),
  );
  expect(changes).toEqual([{ object: 'x', field: 'spec.containers[b].image', from: '1', to: '2' }]);
});

test('what the server keeps for itself does not count', () => {
  const before = { metadata: { resourceVersion: '1', managedFields: [] }, spec: {}, status: { a: 1 } };
  const after = { metadata: { resourceVersion: '2', managedFields: [{}] }, spec: {}, status: { a: 2 } };
  expect(fieldChanges('x', before, after)).toEqual([]);
});

test.each([
  {
    name: 'a variable',
    before: { containers: [{ name: 'a', env: [{ name: 'KEY', value: 'secret-1' }] }] },
    after: { containers: [{ name: 'a', env: [{ name: 'KEY', value: 'secret-2' }] }] },
  },
  { name: 'arguments', before: { args: ['--token=secret-1'] }, after: { args: ['--token=secret-2'] } },
  {
    name: 'a container that comes',
    before: { containers: [] },
    after: { containers: [{ name: 'a', env: [{ name: 'KEY', value: 'secret-2' }] }] },
  },
  {
    name: 'a template that goes',
    before: { template: { spec: { containers: [{ name: 'a', command: ['secret-1'] }] } } },
    after: {},
  },
])('G-83 what may be a secret is hidden: $name', ({ before, after }) => {
  const told = JSON.stringify(fieldChanges('x', deployment(before), deployment(after)));
  expect(told).toContain('(hidden)');
  expect(told).not.toContain('secret-');
});

test('however much changes, what is told is bounded', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 'x'.repeat(1000)]));
  const changes = fieldChanges('x', deployment({}), deployment(many));
  expect(changes.length).toBe(50);
  expect(Math.max(...changes.map(({ to }) => to?.length ?? 0))).toBe(200);
});
