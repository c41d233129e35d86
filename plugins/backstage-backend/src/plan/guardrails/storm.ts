import type { Guardrail } from '../guardrail';

/** When much is sick at once the cause is seldom where one looks, and healing everywhere adds to the load. */
export const storm: Guardrail = {
  id: 'storm',
  judge({ grant: { limits } }, { services: { unhealthy, known } }) {
    if (unhealthy < limits.stormServices || unhealthy <= known * limits.stormShare) return undefined;
    return { decision: 'ask', reason: `${unhealthy} of ${known} services are unhealthy at once` };
  },
};
