import type { Breach } from './breaches';

/** Nothing is lost, nothing is done twice, nobody waits for who is away. */
export const reliabilityBreaches: Breach[] = [
  {
    ...{ promise: 'R1', says: 'an alert is acknowledged before it is stored', file: 'store/receive.ts' },
    code: 'void this.drain();',
    instead: 'void this.drain();\n      resolve({ fired: alerts.length, resolved: 0, unchanged: 0 });',
    tests: 'store/kill.test.ts',
  },
  {
    ...{ promise: 'R2', says: 'what came and went is not looked for', file: 'reconcile/repair.ts' },
    ...{
      code: 'one.lastAt >= deafSince',
      instead: 'one.lastAt < deafSince',
      tests: 'reconcile/reconcile.real.test.ts',
    },
  },
  {
    ...{ promise: 'R3', says: 'a repeated alert counts as new', file: 'store/receive.ts', tests: 'replicas.test.ts' },
    code: "if (before.status === 'firing') return undefined;",
    instead: "if (before.status === 'firing') return 'fired';",
  },
  {
    ...{ promise: 'R4', says: 'a lost lease is not noticed', file: 'store/leases.ts', tests: 'replicas.test.ts' },
    code: 'if (!row) throw new LeaseLostError',
    instead: 'if (!row && lease.fence < 0) throw new LeaseLostError',
  },
  {
    ...{ promise: 'R5', says: 'what happened is looked at once a second', file: 'healer.ts' },
    code: 'wake() {\n    if (this.stopped) return;',
    instead: 'wake() {\n    if (this.stopped || Date.now() % 1000 > 40) return;',
    tests: 'reaction.long.test.ts',
  },
  {
    ...{ promise: 'R6', says: 'who depends on whom brings nothing together', file: 'correlate/correlate.ts' },
    ...{ code: 'groups.join(object.id, cause.id);', instead: 'groups.add(cause.id);', tests: 'storm.long.test.ts' },
  },
  {
    ...{ promise: 'R11', says: 'whoever keeps calling is waited for', file: '../dev/rootHttpRouter.ts' },
    code: 'server.close();\n  server.closeIdleConnections();',
    instead:
      'while (await new Promise(told => server.getConnections((_, count) => told(count > 0)))) await pause(50);\n  server.close();',
    tests: '../../../provisioning/demo/src/backend.long.test.ts',
  },
  {
    ...{ promise: 'R12', says: 'an alert is acknowledged before a server has it', file: 'store/receive.ts' },
    code: 'void this.drain();',
    instead: 'void this.drain();\n      resolve({ fired: alerts.length, resolved: 0, unchanged: 0 });',
    tests: 'failover.long.test.ts',
  },
  {
    ...{ promise: 'R14', says: 'what did not help is tried again', file: 'plan/guardrails/triedBefore.ts' },
    code: 'if (grant.limits.tryAgain || by !== undefined) return undefined;',
    instead: 'if (!grant.limits.tryAgain || by !== undefined) return undefined;',
    tests: 'healer.test.ts',
  },
  {
    ...{ promise: 'R7', says: 'an overloaded ingest refuses by 429', file: 'ingest/errors.ts' },
    ...{
      code: 'ServiceUnavailableError: 503',
      instead: 'ServiceUnavailableError: 429',
      tests: 'ingest/router.test.ts',
    },
  },
  {
    ...{ promise: 'R7', says: 'a sender that sends too often is refused by 429', file: 'ingest/router.ts' },
    code: "throw new ServiceUnavailableError(error instanceof Error ? error.message : 'Send them again');",
    instead: 'throw Object.assign(new Error(String(error)), { name: "InputError" });',
    tests: 'gateway/gateway.test.ts',
  },
  {
    ...{ promise: 'R7', says: 'senders have no limit', file: 'gateway/limits.ts', tests: 'gateway/gateway.test.ts' },
    ...{ code: 'if (asked > limits[kind]) throw', instead: "if (asked > limits[kind] && kind !== 'deliveries') throw" },
  },
  {
    ...{ promise: 'R10', says: 'the time of the host counts', file: 'store/databaseTime.ts' },
    ...{ code: 'this.ahead -= off;', instead: '', tests: 'store/databaseTime.test.ts' },
  },
  {
    ...{ promise: 'R13', says: 'what did not help is tried again', file: 'plan/guardrails/triedBefore.ts' },
    code: 'if (grant.limits.tryAgain || by !== undefined) return undefined;',
    instead: 'if (!grant.limits.tryAgain || by !== undefined) return undefined;',
    tests: 'flapping.test.ts',
  },
  {
    ...{ promise: 'R8', says: 'who fails is asked for ever', file: 'outbound/target.ts' },
    ...{
      code: 'new ConsecutiveBreaker(failures)',
      instead: 'new ConsecutiveBreaker(failures * 1000)',
      tests: 'outbound/target.test.ts',
    },
  },
  {
    ...{
      promise: 'R9',
      says: 'who is gone is no reason to go on without',
      file: 'redis/redis.ts',
      tests: 'redis/redis.test.ts',
    },
    ...{ code: "await link.ask('GET', key).catch(() => undefined)", instead: "await link.ask('GET', key)" },
  },
];
