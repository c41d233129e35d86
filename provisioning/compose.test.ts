import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const document: unknown = parse(read('docker-compose.yml'), { merge: true });

/** What of the Compose specification is used here; a key that is not in it is a mistake. */
const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);
const duration = z.string().regex(/^\d+(s|m|h)$/);
const service = z.strictObject({
  image: z.string().regex(/^[\w./-]+:v?\d[\w.-]*\.\d[\w.-]*$/, 'has no tag that stands for one version'),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition })).default({}),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
    interval: duration,
    timeout: duration,
    retries: z.number().int().positive(),
    start_period: duration.optional(),
  }),
  init: z.boolean().optional(),
  network_mode: z.templateLiteral(['service:', z.string()]).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'is not bound to this machine alone')).default([]),
  restart: z.literal('unless-stopped').optional(),
  secrets: z.array(z.strictObject({ source: z.string(), target: z.string().startsWith('/') })).default([]),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).default([]),
});
const compose = z
  .strictObject({
    services: z.record(z.string(), service),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.strictObject({ environment: z.string() })),
  })
  .catchall(z.never());

const withoutExtensions = Object.fromEntries(
  Object.entries(document as object).filter(([key]) => !key.startsWith('x-')),
);
const { services, volumes, secrets } = compose.parse(withoutExtensions);
const all = Object.entries(services).map(([name, one]) => ({ name, ...one }));

const base = { image: 'a:1.0', healthcheck: { test: ['CMD', 'true'], interval: '1s', timeout: '1s', retries: 1 } };
test.each([
  ['a key that Compose does not know', { ...base, helthcheck: {} }],
  ['no health check', { image: 'a:1.0' }],
  ['the newest of all images', { ...base, image: 'a:latest' }],
  ['an image of no version', { ...base, image: 'a' }],
  ['a port for everybody', { ...base, ports: ['7007:7007'] }],
  ['a folder that is mounted nowhere', { ...base, volumes: ['./here'] }],
])('the schema refuses %s', (_, wrong) => expect(service.safeParse(wrong).success).toBe(false));

test('the schema takes what is right', () => expect(service.safeParse(base).success).toBe(true));

test.each(all)('$name starts after, and shares the network of, services that exist', ({ depends_on, network_mode }) => {
  const shared = network_mode?.slice('service:'.length);
  expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(depends_on)));
  if (shared !== undefined) expect(depends_on).toHaveProperty(shared);
});

test.each(all)('what $name mounts exists', one => {
  for (const volume of one.volumes) {
    const [source = ''] = volume.split(':');
    // What is built is there only once somebody has built it.
    if (source.endsWith('/dist')) continue;
    if (source.startsWith('.'))
      expect({ source, exists: existsSync(join(root, source)) }).toEqual({ source, exists: true });
    else expect(volumes).toHaveProperty([source]);
  }
  for (const { source } of one.secrets) expect(secrets).toHaveProperty([source]);
});

test.each(all)('$name publishes ports only on a network of its own', ({ network_mode, ports }) => {
  expect(network_mode === undefined || ports.length === 0).toBe(true);
});

test('no two services publish one port', () => {
  const published = all.flatMap(({ ports }) => ports);
  expect(new Set(published).size).toBe(published.length);
});

test.each(all)('$name gets its secrets from outside, without a default', ({ environment }) => {
  for (const [name, value] of Object.entries(environment)) {
    if (/PASSWORD|TOKEN|SECRET|KEY/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?\}$/);
  }
});

test('secrets that are files come from a variable that something requires', () => {
  const required = all.flatMap(({ environment }) => Object.values(environment));
  for (const { environment } of Object.values(secrets)) expect(required).toContain(`\${${environment}:?}`);
});

test('every variable of the configuration is set', () => {
  const files = all
    .flatMap(({ command = [] }) => command)
    .flatMap(word => /^--config=\/autocura\/(.*)$/.exec(word)?.slice(1) ?? []);
  expect(files).toHaveLength(3);
  const needed = files.flatMap(file => [...read(file).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
  expect(Object.keys(services.autocura?.environment ?? {})).toEqual(expect.arrayContaining(needed));
});

test('the programs and files that are run exist', () => {
  const files = all
    .flatMap(({ command = [] }) => command)
    .flatMap(word => /^(?:--config=\/autocura\/)?((?:plugins|provisioning)\/.*)$/.exec(word)?.[1] ?? []);
  expect(files).toContain('provisioning/demo/bin/shop.ts');
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
});

test('the image is made of files that exist', () => {
  const dockerfile = read(services.autocura?.build?.dockerfile ?? '');
  const copied = [...dockerfile.matchAll(/^COPY (.*) \S+$/gm)];
  const files = copied.flatMap(([, sources = '']) => sources.split(' '));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
  for (const [, script = '', workspace = ''] of dockerfile.matchAll(/^RUN npm run (\S+) -w (\S+)$/gm)) {
    expect(packageOf(workspace)).toMatchObject({ scripts: { [script]: expect.any(String) } });
  }
});

function packageOf(name: string): unknown {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  return workspaces
    .map(folder => JSON.parse(read(join(folder, 'package.json'))) as { name: string })
    .find(one => one.name === name);
}
