import { exposureBreaches } from './exposure';
import { identityBreaches } from './identity';
import { reliabilityBreaches } from './reliability';

/** A way to break a promise: what its tests must notice. */
export interface Breach {
  /** The number that the names of its tests begin with. */
  promise: string;
  says: string;
  /** From `src`. */
  file: string;
  code: string;
  instead: string;
  /** Where its tests are, from `src`. */
  tests: string;
}

/** Belongs to `npm run test:long`. */
export const isLong = (tests: string): boolean => tests.endsWith('.long.test.ts');

export const breaches: Breach[] = [
  ...reliabilityBreaches,
  {
    ...{ promise: 'S2', says: 'a body may be of any length', file: 'ingest/router.ts', tests: 'ingest/router.test.ts' },
    code: 'await readBody(req, limits.bodyBytes)',
    instead: 'await readBody(req, 2 ** 30)',
  },
  {
    ...{ promise: 'S4', says: 'a private address may be called', file: 'outbound/allowList.ts' },
    code: 'if (isIP(literal) !== 0 && !host.private && isPrivate(literal))',
    instead: 'if (isIP(literal) !== 0 && !host.private && literal === host.host)',
    tests: 'act/runners/webhookRunner.test.ts',
  },
  {
    ...{ promise: 'S4', says: 'what a name leads to is not judged', file: 'outbound/allowList.ts' },
    code: 'if (refused) return done',
    instead: 'if (refused && host.private) return done',
    tests: 'act/runners/webhookRunner.test.ts',
  },
  {
    ...{ promise: 'S5', says: 'quotes in values are not escaped', file: 'sources/prometheus/promql.ts' },
    ...{ code: ".replace(/[\\\\\"]/g, '\\\\$&')\n", instead: '\n', tests: 'sources/prometheus/promql.test.ts' },
  },
  {
    ...{
      promise: 'S6',
      says: 'a label may be named __proto__',
      file: 'ingest/fields.ts',
      tests: 'ingest/readAlerts.test.ts',
    },
    code: "delete texts['__proto__'];",
    instead: "if (texts['__proto__']) Object.setPrototypeOf(texts, texts['__proto__'] as never);",
  },
  {
    ...{ promise: 'S7', says: 'aliases may explode', file: 'files/parts.ts', tests: 'act/policyFile.test.ts' },
    ...{ code: 'maxAliasCount: 100', instead: 'maxAliasCount: -1' },
  },
  {
    ...{ promise: 'S11', says: 'a signature counts twice', file: 'ingest/admission.ts' },
    ...{ code: 'if (!taken) throw', instead: 'if (!taken && secret === body.toString()) throw' },
    tests: 'access/grafanaWebhook.test.ts',
  },
  {
    ...{ promise: 'S11', says: 'a signature is not compared', file: 'ingest/grafanaSignature.ts' },
    code: "if (secret === '' || !timingSafeEqual(expected, Buffer.from(signature, 'hex')))",
    instead: "if (secret === '' || expected.length !== Buffer.from(signature, 'hex').length)",
    tests: 'access/grafanaWebhook.test.ts',
  },
  {
    ...{ promise: 'S12', says: 'an identity for another organisation counts', file: 'access/grafanaToken.ts' },
    ...{ code: 'audience: `org:${organisation}`, ', instead: '', tests: 'access/grafanaPeople.test.ts' },
  },
  {
    ...{ promise: 'S14', says: 'a short tag is a tag', file: 'secrets/aead.ts', tests: 'secrets/envelope.test.ts' },
    code: '[ivBytes, tagBytes] = [12, 16]',
    instead: '[ivBytes, tagBytes] = [12, 4]',
  },
  {
    ...{
      promise: 'S14',
      says: 'a secret opens anywhere',
      file: 'secrets/envelope.ts',
      tests: 'secrets/envelope.test.ts',
    },
    ...{
      code: "JSON.stringify(['autocura', table, row, column])",
      instead: "JSON.stringify(['autocura', table, column])",
    },
  },
  {
    ...{ promise: 'S14', says: 'without a key there is a built-in one', file: 'secrets/SecretStore.ts' },
    code: 'if (!this.keys) throw new NoKeyError();\n    return this.keys;',
    instead:
      "return this.keys ?? { wrap: async wrapped => ({ key: 'none', wrapped }), unwrap: async ({ wrapped }) => wrapped };",
    tests: 'secrets/SecretStore.test.ts',
  },
  ...identityBreaches,
  ...exposureBreaches,
  {
    ...{
      promise: 'S3',
      says: 'a head may take a minute',
      file: 'listener/server.ts',
      tests: 'listener/listener.test.ts',
    },
    ...{ code: 'headersTimeout: headSeconds * 1000', instead: 'headersTimeout: 60_000' },
  },
  {
    ...{ promise: 'S4', says: 'whatever is asked for is called', file: 'outbound/guardedFetch.ts' },
    code: 'agentFor(allowedHost(url, allowed))',
    instead: 'agentFor({ host: url.host, private: true })',
    tests: 'outbound/guardedFetch.test.ts',
  },
  {
    ...{ promise: 'S4', says: 'a name is trusted once it was judged', file: 'outbound/guardedFetch.ts' },
    ...{ code: 'new Agent({ connect: { lookup: lookup(host) } })', instead: 'new Agent()' },
    tests: 'outbound/guardedFetch.test.ts',
  },
  {
    ...{ promise: 'S8', says: 'expressions of others go back and forth', file: 'reconcile/sendersLabels.ts' },
    code: 'RE2JS.compile(`^(?s:${regex})$`)',
    instead: '{ matches: (name: string) => name.length < 99 && new RegExp(`^(?:${regex})$`).test(name) }',
    tests: 'reconcile/sendersLabels.test.ts',
  },
  {
    ...{ promise: 'S8', says: 'a rule looks for the end of an address for ever', file: 'redact/redact.ts' },
    ...{ code: '{0,256}:[^\\s/"\'<>]{0,256}@', instead: '*:[^\\s/"\'<>]*@', tests: 'redact/redos.test.ts' },
  },
];
