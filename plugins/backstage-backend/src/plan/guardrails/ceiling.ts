import type { Guardrail } from '../guardrail';
import type { Ceilings } from '../limits';

const units: Record<keyof Ceilings, string> = {
  memoryMiB: 'MiB of memory',
  cpuMilli: 'thousandths of a core',
  storageGiB: 'GiB of storage',
};

/** What somebody pays for, or a node has to hold, ends where the policy says. */
export const ceiling: Guardrail = {
  id: 'ceiling',
  keeps: ['G-62'],
  judge({ step, action, grant: { limits } }) {
    const wants = action.objection(step) === undefined ? action.wants?.(step) : undefined;
    for (const [kind, unit] of Object.entries(units) as [keyof Ceilings, string][]) {
      const wanted = wants?.[kind];
      if (wanted !== undefined && wanted > limits[kind]) {
        return { decision: 'deny', reason: `it wants ${wanted} ${unit}, and ${limits[kind]} are the most` };
      }
    }
    return undefined;
  },
};
