import type { Breach } from './breaches';

/** What comes in from whoever asks, and what they must not learn. */
export const exposureBreaches: Breach[] = [
  {
    ...{
      promise: 'S1',
      says: 'what is wrong in a path is not refused',
      file: 'routes/route.ts',
      tests: 'attack.test.ts',
    },
    code: 'if (parsed?.success === false) {',
    instead: "if (parsed?.success === false && name !== 'params') {",
  },
  {
    ...{ promise: 'S2', says: 'any route takes what explodes', file: 'router.ts', tests: 'router.errors.test.ts' },
    ...{ code: "express.json({ limit: '256kb' })", instead: "express.json({ limit: '1gb' })" },
  },
  {
    ...{ promise: 'S9', says: 'secrets stay where they stand', file: 'redact/redact.ts', tests: 'canary.test.ts' },
    code: 'suspicious.test(text) ? apply(secrets, text) : text;',
    instead: 'text;',
  },
  {
    ...{ promise: 'S9', says: 'the secret of a token is kept', file: 'access/serviceTokens.ts' },
    code: '...{ id, name, permissions, hash },',
    instead: '...{ id, name: `${name} ${secret}`, permissions, hash },',
    tests: 'access/serviceTokens.test.ts',
  },
  {
    ...{ promise: 'S10', says: 'who signs in to Backstage is of no tenant', file: 'access/access.ts' },
    ...{ code: 'await tenantOf?.(actor)', instead: 'undefined', tests: 'access/backstageTenants.test.ts' },
  },
  {
    ...{ promise: 'S10', says: 'who comes from Grafana is of no tenant', file: 'access/access.ts' },
    code: 'actor: person.actor, tenant: person.tenant, person:',
    instead: 'actor: person.actor, person:',
    tests: 'access/grafanaTenants.test.ts',
  },
  {
    ...{ promise: 'S10', says: 'who is of no tenant sees all', file: 'access/grafanaPeople.ts' },
    ...{ code: 'if (tenant === undefined && tenants.required)', instead: "if (tenant === '' && tenants.required)" },
    tests: 'access/grafanaTenants.test.ts',
  },
];
