import type { Change, Evidence, Topology } from '@autocura/common';
import { beganAt, changed, feltOf } from '../diagnose';
import type { World } from '../world';

/** When the trouble began, of each service with changes that may have brought it. */
export async function beginnings(
  seen: { services: string[]; changes: Change[]; evidence: Evidence[]; topology: Topology; from: Date },
  world: World,
): Promise<Record<string, string>> {
  const { services, changes, evidence, topology, from } = seen;
  const found = await Promise.all(
    changed(services, changes).map(async (service): Promise<[string, string][]> => {
      const began = beganAt(await world.chart(feltOf(service, evidence, topology), from, world.now()));
      return began === undefined ? [] : [[service, began]];
    }),
  );
  return Object.fromEntries(found.flat());
}
