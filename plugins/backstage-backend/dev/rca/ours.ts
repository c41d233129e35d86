import { localize } from '../../src/diagnose/localize';
import type { Method } from './method';

/** The loop's own. */
export const ours: Method = input => {
  const { services, metrics, abstains, change } = localize(input);
  return {
    services: services.map(({ service }) => service),
    metrics: metrics.map(({ service, metric }) => `${service}_${metric}`),
    ...(change && { commit: change.named?.change.id ?? 'none' }),
    ...(abstains && { abstain: true }),
  };
};
