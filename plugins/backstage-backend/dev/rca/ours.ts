import { type Constants, localize } from '../../src/diagnose/localize';
import type { Method } from './method';

/** The loop's own, with other constants than the chosen ones where some are given. */
export const oursWith =
  (constants?: Constants): Method =>
  input => {
    const { services, metrics, abstains, change } = localize(input, constants);
    return {
      services: services.map(({ service }) => service),
      metrics: metrics.map(({ service, metric }) => `${service}_${metric}`),
      ...(change && { commit: change.named?.change.id ?? 'none' }),
      ...(abstains && { abstain: true }),
    };
  };

export const ours = oursWith();
