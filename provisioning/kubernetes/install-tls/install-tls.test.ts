import { ConfigReader } from '@backstage/config';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { readSettings } from '../../../plugins/backstage-backend/src/settings';

const read = <T>(file: string) => parse(readFileSync(join(__dirname, file), 'utf8')) as T;
const allOf = (file: string) =>
  parseAllDocuments(readFileSync(join(__dirname, '../install', file), 'utf8')).map(one => one.toJS() as object);

interface Change {
  op: 'add' | 'replace';
  path: string;
  value: unknown;
}
/** As JSON Patch says; what is to be replaced has to be there, and what is added not. */
function patched<T extends object>(object: T, changes: Change[]): T {
  const copy = structuredClone(object);
  for (const { op, path, value } of changes) {
    const names = path.split('/').slice(1);
    const last = names.pop()!;
    const at = names.reduce<unknown>((inside, name) => (inside as Record<string, unknown>)[name], copy);
    if (Array.isArray(at) && last === '-') at.push(value);
    else {
      expect({ path, there: Object.hasOwn(at as object, last) }).toEqual({ path, there: op === 'replace' });
      (at as Record<string, unknown>)[last] = value;
    }
  }
  return copy;
}
const kind = (file: string, name: string) => allOf(file).find(one => (one as { kind: string }).kind === name)!;
const deployments = ['api', 'healer', 'watcher'].map(role => ({
  role,
  one: patched(kind(`${role}.yaml`, 'Deployment'), read<Change[]>('deployments.yaml')) as InstanceType<
    typeof Deployment
  >,
}));
const texts = {
  ...(kind('config.yaml', 'ConfigMap') as { data: Record<string, string> }).data,
  ...read<{ data: Record<string, string> }>('config.yaml').data,
};

test('its files are there, and it stands on the install', () => {
  const { resources, patches } = read<{ resources: string[]; patches: { path: string }[] }>('kustomization.yaml');
  for (const path of [...resources, ...patches.map(one => one.path)])
    expect(existsSync(join(__dirname, path))).toBe(true);
  expect(resources).toEqual(['../install']);
});

describe.each(deployments)('$role', ({ one }) => {
  const pod = one.spec!.template.spec!;
  const [container] = pod.containers;

  test('is as its API wants it', () => expect(() => new Deployment(one).validate()).not.toThrow());

  test('is told of a certificate that is mounted, where its Service, probes and policies look', () => {
    const given = (container?.args ?? []).flatMap((arg, at, args) => (args[at - 1] === '--config' ? [arg] : []));
    const merged = given
      .map(path => texts[path.replace('/etc/autocura/', '')] ?? '')
      .map(
        text => parse(text.replace(/\$\{AUTOCURA_ROLE\}/g, 'api').replace(/\$\{\w+\}/g, 'a-value-of-a-test')) as never,
      );
    const config = ConfigReader.fromConfigs(merged.map((data, at) => ({ data, context: String(at) })));
    const { tls } = readSettings(config).listener;
    expect(config.getString('backend.listen.host')).toBe('127.0.0.1');
    expect(config.getString('autocura.prometheus.url')).toContain('prometheus');
    expect(container?.ports).toEqual([{ name: 'http', containerPort: tls?.port }]);
    const mounts = container?.volumeMounts?.filter(({ mountPath }) => mountPath === dirname(tls?.certificate ?? ''));
    expect(mounts).toHaveLength(1);
    expect(dirname(tls?.key ?? '')).toBe(mounts?.[0]?.mountPath);
    expect(pod.volumes?.find(({ name }) => name === mounts?.[0]?.name)?.secret?.secretName).toBe('autocura-tls');
  });

  test('is probed by TLS', () => {
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const)
      expect(container?.[probe]?.httpGet).toMatchObject({ scheme: 'HTTPS', port: 'http' });
  });
});

test('its Service is as its API wants it, and leads there', () => {
  const service = patched(kind('service.yaml', 'Service'), read<Change[]>('service.yaml')) as InstanceType<
    typeof Service
  >;
  expect(() => new Service(service).validate()).not.toThrow();
  expect(service.spec?.ports).toMatchObject([{ port: 8443, targetPort: 'http' }]);
});
