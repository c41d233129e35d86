import type { Deviation } from './deviation';
import { groupBy } from './groupBy';
import type { LocalizeInput } from './input';

/** From so many scales, and this many times what is normal, traffic has risen. */
const scales = 3;
const times = 1.5;
/** A caller explains it if its own traffic rose at least by this share of the rise. */
const alike = 0.5;

/**
 * Who sends a service its load: the caller whose traffic rose as well. Trouble of who is overrun begins where the load
 * comes in. Undefined where the traffic did not rise, or rose for no caller.
 */
export function senderOf(deviations: Deviation[], topology: LocalizeInput['topology']) {
  const rises = new Map<string, number>();
  for (const { service, family, up, now, normal } of deviations) {
    if (family === 'traffic' && up > scales && normal > 0 && now > times * normal)
      rises.set(service, Math.max(rises.get(service) ?? 0, now / normal - 1));
  }
  const callers = groupBy(topology, ([, callee]) => callee);
  return (service: string): string | undefined => {
    const rise = rises.get(service);
    if (rise === undefined) return undefined;
    const sender = (callers.get(service) ?? []).find(
      ([caller]) => caller !== service && (rises.get(caller) ?? 0) >= alike * rise,
    );
    return sender?.[0];
  };
}
