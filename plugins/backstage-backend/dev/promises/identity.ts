import type { Breach } from './breaches';

/** Who one is, and what follows from it. */
export const identityBreaches: Breach[] = [
  {
    ...{ promise: 'S12', says: 'a token for others counts', file: 'access/issuerTokens.ts' },
    ...{ code: 'issuer: issuer.issuer, audience, ', instead: 'issuer: issuer.issuer, ' },
    tests: 'access/issuerTokens.test.ts',
  },
  {
    ...{ promise: 'S12', says: 'any type of token counts', file: 'access/issuerTokens.ts' },
    ...{ code: 'algorithms, typ }', instead: 'algorithms }', tests: 'access/issuerTokens.test.ts' },
  },
  {
    ...{ promise: 'S12', says: 'a token of any age counts', file: 'access/issuerTokens.ts' },
    ...{ code: "maxTokenAge: '1 day', ", instead: '', tests: 'access/issuerTokens.test.ts' },
  },
  {
    ...{ promise: 'S12', says: 'who is refused is not written down', file: 'access/bearer.ts' },
    code: "if (error instanceof AuthenticationError) refused(error.message, 'bearer');",
    instead: '',
    tests: 'access/issuerTokens.test.ts',
  },
  {
    ...{ promise: 'S12', says: 'the secret of a token is not compared', file: 'access/serviceTokens.ts' },
    code: 'if (!isBefore && !equal(hash, hashOf(secret)))',
    instead: 'if (!isBefore && secret.length !== 43)',
    tests: 'access/serviceTokens.test.ts',
  },
  {
    ...{ promise: 'S12', says: 'a revoked token counts', file: 'access/serviceTokens.ts' },
    code: 'if (made.revokedAt !== undefined) throw',
    instead: 'if (made.revokedAt === id) throw',
    tests: 'access/serviceTokens.test.ts',
  },
  {
    ...{
      promise: 'S13',
      says: 'a code counts twice',
      file: 'access/secondFactor.ts',
      tests: 'access/secondFactor.test.ts',
    },
    code: 'checked.timeStep > state.lastStep',
    instead: 'checked.timeStep > 0',
  },
  {
    ...{ promise: 'S13', says: 'one may guess for ever', file: 'access/secondFactor.ts' },
    ...{ code: 'const mostWrong = 5;', instead: 'const mostWrong = 1000;', tests: 'access/secondFactor.test.ts' },
  },
  {
    ...{ promise: 'S13', says: 'what cannot be taken back needs no code', file: 'access/stepUp.ts' },
    code: 'if (!needed(act)) return [];',
    instead: "if (act !== 'brake-release') return [];",
    tests: 'access/stepUp.test.ts',
  },
  {
    ...{ promise: 'S10', says: 'a tenant sees what is another’s', file: 'access/access.ts' },
    ...{ code: 'if (tenant !== undefined) bounds.push', instead: "if (tenant === '') bounds.push" },
    tests: 'access/matrix.test.ts',
  },
  {
    ...{ promise: 'S10', says: 'a viewer may let go of the brake', file: 'access/roles.ts' },
    code: "['autocura.incident.read', 'autocura.replay.run']",
    instead: "['autocura.incident.read', 'autocura.replay.run', 'autocura.brake.release']",
    tests: 'access/matrix.test.ts',
  },
  {
    ...{ promise: 'S10', says: 'nobody knows who looked', file: 'routes/route.ts', tests: 'access/looks.test.ts' },
    code: 'await looked(allowed.actor, () => JSON.parse(text) as unknown);',
    instead: '',
  },
];
