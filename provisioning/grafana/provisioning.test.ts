import { operations } from '@autocura/common/schemas';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { permissionsOf } from '../../plugins/backstage-backend/src/access/roles';
import { defaultSignatureHeaders } from '../../plugins/backstage-backend/src/ingest/grafanaSignature';
import { readProvisioning } from '../../plugins/grafana-app/fakeGrafana/server/provisioning';
import { proxyRoute } from '../../plugins/grafana-app/src/api/proxyRoute';

const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const environmentOf = (service: string) =>
  (parse(read('../../docker-compose.yml'), { merge: true }) as Compose).services[service]?.environment ?? {};
interface Compose {
  services: Record<string, { environment: Record<string, string> }>;
}

const contactPoints = z.strictObject({
  apiVersion: z.literal(1),
  contactPoints: z.array(
    z.strictObject({
      orgId: z.number(),
      name: z.string(),
      receivers: z.array(
        z.strictObject({
          uid: z.string(),
          type: z.literal('webhook'),
          settings: z.strictObject({
            url: z.string(),
            httpMethod: z.enum(['POST', 'PUT']),
            hmacConfig: z.strictObject({ secret: z.string(), header: z.string(), timestampHeader: z.string() }),
          }),
          disableResolveMessage: z.boolean(),
        }),
      ),
    }),
  ),
});
const [autocura] = contactPoints.parse(parse(read('alerting/contact-points.yaml'))).contactPoints;

test('the contact point signs body and time by the headers that the backend looks at', () => {
  const { hmacConfig, url } = autocura!.receivers[0]!.settings;
  expect(hmacConfig).toMatchObject({
    header: defaultSignatureHeaders.signature,
    timestampHeader: defaultSignatureHeaders.timestamp,
  });
  expect(url).toBe(`$AUTOCURA_API_URL/v1${operations.receiveGrafana.path}`);
  expect(autocura!.receivers[0]!.disableResolveMessage).toBe(false);
});

test('the example of a tree of policies goes on to everybody else, and leads to the contact point', () => {
  const { policies } = parse(read('notification-policies.example.yaml')) as {
    policies: { routes: { receiver: string; continue: boolean }[] }[];
  };
  expect(policies[0]?.routes).toMatchObject([{ receiver: autocura?.name, continue: true }]);
});

test('every variable that Grafana is given here is set in its container, and each secret comes from outside', () => {
  const files = [
    ...['plugins/autocura.yaml', 'datasources/prometheus.yaml'],
    ...['alerting/contact-points.yaml', 'alerting/rules.yaml'],
  ];
  const named = files.flatMap(file => [...read(file).matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
  expect(Object.keys(environmentOf('grafana'))).toEqual(expect.arrayContaining(named));
  const secrets = named.filter(name => /TOKEN|SECRET/.test(name));
  expect(secrets.length).toBeGreaterThan(3);
  for (const name of secrets) expect(environmentOf('autocura')[name]).toBe(environmentOf('grafana')[name]);
});

test('the app is given its address and a token for each route', () => {
  const environment = environmentOf('grafana');
  const [app] = readProvisioning(__dirname, environment).apps;
  expect(app).toMatchObject({ type: 'autocura-healing-app', jsonData: { apiUrl: environment.AUTOCURA_API_URL } });
  expect(Object.keys(app?.secureJsonData ?? {})).toEqual(['viewerToken', 'responderToken', 'approverToken']);
});

test('unsigned, every plugin of the app may be loaded', () => {
  const allowed = environmentOf('grafana').GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS?.split(',') ?? [];
  const nested = ['datasource', 'panels/diagnosis', 'panels/healingTimeline', 'panels/serviceHealth'];
  const ids = ['', ...nested].map(folder => {
    const file = join('../../plugins/grafana-app/src', folder, 'plugin.json');
    return (JSON.parse(read(file)) as { id: string }).id;
  });
  expect(allowed.map(id => id.trim()).sort()).toEqual(ids.sort());
});

describe('what goes through which route of the proxy', () => {
  /** Managing tokens, second factors and the record of access is for nobody who comes by Grafana. */
  const elsewhere = ['autocura.token.manage', 'autocura.factor.reset', 'autocura.audit.read'];
  const asked = Object.entries(operations).filter(
    ([, { permission }]) => !permission.endsWith('.send') && !elsewhere.includes(permission),
  );

  test.each(elsewhere)('%s goes through none', permission => {
    for (const route of ['viewer', 'responder', 'approver'] as const)
      expect(permissionsOf[route]).not.toContain(permission);
  });

  test.each(asked)('%s may be asked for there, and through no lesser one', (_, { method, path, permission }) => {
    const route = proxyRoute(method.toUpperCase(), `/v1${path.replace(/:\w+/g, 'x')}`);
    expect(permissionsOf[route]).toContain(permission);
    const order = ['viewer', 'responder', 'approver'] as const;
    for (const lesser of order.slice(0, order.indexOf(route))) expect(permissionsOf[lesser]).not.toContain(permission);
  });

  test('the token of each route may do what belongs to it', () => {
    const { backend } = parse(read('app-config.yaml')) as Config;
    for (const route of ['viewer', 'responder'] as const) {
      const token = backend.auth.externalAccess.find(({ options }) => options.subject === `grafana-${route}`);
      expect(new Set(token?.accessRestrictions[0]?.permission)).toEqual(new Set(permissionsOf[route]));
    }
  });
});

interface Config {
  backend: {
    auth: { externalAccess: { options: { subject: string }; accessRestrictions: { permission: string[] }[] }[] };
  };
}
