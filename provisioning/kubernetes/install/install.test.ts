import { ConfigReader } from '@backstage/config';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Deployment } from 'kubernetes-models/apps/v1';
import { CronJob } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, PersistentVolumeClaim, Service, ServiceAccount } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { parsePolicy } from '../../../plugins/backstage-backend/src/act/policyFile';
import { readSettings } from '../../../plugins/backstage-backend/src/settings';

const kinds = {
  ...{ ConfigMap, Deployment, HorizontalPodAutoscaler, Namespace, NetworkPolicy, PodDisruptionBudget, Service },
  ...{ CronJob, PersistentVolumeClaim, ServiceAccount },
};
type Kind = keyof typeof kinds;

interface Found {
  kind: Kind;
  metadata: { name: string; namespace?: string };
}
const files = readdirSync(__dirname).filter(name => name.endsWith('.yaml') && name !== 'kustomization.yaml');
const objects = files.flatMap(file =>
  parseAllDocuments(readFileSync(join(__dirname, file), 'utf8')).map(document => document.toJS() as Found),
);
const of = <K extends Kind>(kind: K) =>
  objects.filter(one => one.kind === kind).map(one => one as unknown as InstanceType<(typeof kinds)[K]>);
const deployments = of('Deployment').map(one => ({ name: one.metadata?.name ?? '', pod: one.spec!.template, one }));

test.each(objects.map(one => ({ name: `${one.kind} ${one.metadata.name}`, one })))(
  '$name is as its API wants it',
  ({ one }) => {
    const Model = kinds[one.kind];
    expect(Model).toBeDefined();
    expect(() => new Model(one as never).validate()).not.toThrow();
    expect(one.metadata.namespace).toBe(one.kind === 'Namespace' ? undefined : 'autocura');
  },
);

test('what its API does not know is refused', () => {
  const [{ one } = { one: undefined }] = deployments;
  const wrong = { ...one, spec: { ...one?.spec, replicas: 'two' } };
  expect(() => new Deployment(wrong as never).validate()).toThrow('replicas');
});

test('each role has a Deployment', () =>
  expect(deployments.map(({ name }) => name).sort()).toEqual(['autocura-api', 'autocura-healer', 'autocura-watcher']));

test('all files are applied', () => {
  const { resources } = parse(readFileSync(join(__dirname, 'kustomization.yaml'), 'utf8')) as {
    resources: string[];
  };
  expect([...resources].sort()).toEqual(files.sort());
});

describe.each(deployments)('$name', ({ pod, one }) => {
  const [container] = pod.spec!.containers;
  const labels = Object.entries(pod.metadata?.labels ?? {});
  const selects = (matchLabels: Record<string, string> = {}) =>
    Object.entries(matchLabels).every(([name, value]) => labels.some(([a, b]) => a === name && b === value));

  test('runs with no more rights than it needs', () => {
    expect(pod.spec).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container?.securityContext).toEqual({
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
  });

  test('is probed, bounded and selected', () => {
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const)
      expect(container?.[probe]?.httpGet?.path).toMatch(/^\/\.backstage\/health\/v1\//);
    expect(container?.resources).toMatchObject({ requests: { cpu: expect.anything(), memory: expect.anything() } });
    expect(container?.image).toMatch(/:\d+\.\d+\.\d+$/);
    expect(selects(one.spec?.selector.matchLabels)).toBe(true);
    expect(of('ServiceAccount').map(({ metadata }) => metadata?.name)).toContain(pod.spec?.serviceAccountName);
    expect(of('NetworkPolicy').some(({ spec }) => selects(spec?.podSelector?.matchLabels))).toBe(true);
  });

  test('is asked to end only when nobody sends it anything more, and has the time that R11 promises', () => {
    const command = container?.lifecycle?.preStop?.exec?.command ?? [];
    expect(command[0]).toBe('sleep');
    expect(pod.spec?.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(command[1]) + 25);
  });

  test('is not taken away as a whole where there are several', () => {
    const budgets = of('PodDisruptionBudget').filter(({ spec }) => selects(spec?.selector?.matchLabels));
    expect(budgets).toHaveLength((one.spec?.replicas ?? 1) > 1 ? 1 : 0);
  });

  test('is told a role by which the configuration can be read', () => {
    const [{ data = {} } = {}] = of('ConfigMap');
    const env = new Map([['AUTOCURA_ROLE', container?.env?.find(({ name }) => name === 'AUTOCURA_ROLE')?.value]]);
    const config = (data['app-config.yaml'] ?? '').replace(
      /\$\{(\w+)\}/g,
      (_, name: string) => env.get(name) ?? 'a-value-of-a-test',
    );
    const settings = readSettings(new ConfigReader(parse(config) as never));
    expect(pod.metadata?.labels?.['app.kubernetes.io/component']).toBe(settings.roles[0]);
    expect(parsePolicy(data['policy.yaml'] ?? '').map(({ mode }) => mode)).toEqual(['observe']);
  });
});

describe('the nightly backup', () => {
  const [{ spec } = { spec: undefined }] = of('CronJob');
  const pod = spec?.jobTemplate.spec?.template;
  const [container] = pod?.spec?.containers ?? [];

  test('runs what Autocura runs as, with no more rights', () => {
    const [{ pod: api }] = deployments as [(typeof deployments)[number]];
    expect(container?.image).toBe(api.spec?.containers[0]?.image);
    expect(container?.securityContext).toEqual(api.spec?.containers[0]?.securityContext);
    expect(pod?.spec?.securityContext).toEqual(api.spec?.securityContext);
    expect(of('NetworkPolicy')[0]?.spec?.podSelector?.matchLabels).toMatchObject({
      'app.kubernetes.io/name': 'autocura',
    });
    expect(pod?.metadata?.labels).toMatchObject({ 'app.kubernetes.io/name': 'autocura' });
  });

  test('runs a program that exists into a volume that exists, one at a time', () => {
    const [, file = ''] = /tsx (\S+)/.exec(container?.args?.[0] ?? '') ?? [];
    expect(existsSync(join(__dirname, '../../..', file))).toBe(true);
    const claims = pod?.spec?.volumes?.flatMap(one => one.persistentVolumeClaim?.claimName ?? []);
    expect(of('PersistentVolumeClaim').map(({ metadata }) => metadata?.name)).toEqual(claims);
    expect(spec?.concurrencyPolicy).toBe('Forbid');
  });
});

test('what answers people is found and grows', () => {
  const [service] = of('Service');
  const api = deployments.find(({ name }) => name === 'autocura-api');
  expect(api?.pod.metadata?.labels).toMatchObject(service?.spec?.selector ?? {});
  expect(of('HorizontalPodAutoscaler').map(({ spec }) => spec?.scaleTargetRef.name)).toEqual(['autocura-api']);
});

test('only who heals has a token of the API server', () => {
  const mounted = of('ServiceAccount').filter(one => one.automountServiceAccountToken !== false);
  expect(mounted.map(({ metadata }) => metadata?.name)).toEqual(['autocura-healer']);
});
