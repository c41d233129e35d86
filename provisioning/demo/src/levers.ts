import { isAbsolute, join } from 'node:path';
import { bundleModule } from './bundle';
import type { Levers } from './fault';
import type { LoadProcess } from './loadProcess';
import { startNeighbour } from './neighbour';
import type { PidFile } from './pids';
import type { Postgres } from './postgres';
import { lastCpu } from './supervisor/place';
import type { Supervisor } from './supervisor/supervisor';

const by = 'release pipeline';

/** The levers of a running shop. `folder` is where relative paths of faults start. */
export function leversOf(
  {
    supervisor,
    postgres,
    load,
    dir,
    pids,
  }: { supervisor: Supervisor; postgres: Postgres; load: LoadProcess | undefined; dir: string; pids: PidFile },
  folder: string,
): Levers {
  let built = 0;
  const neighbours: (() => void)[] = [];
  const before = new Map<string, string>();
  const build = (file: string) =>
    bundleModule(isAbsolute(file) ? file : join(folder, file), dir, `part-${(built += 1)}`);
  return {
    load: async (service, file, { slot, lasts = 'process' } = {}) =>
      supervisor.put(service, { file: await build(file), lasts }, slot),
    kill: (service, { keepDown = false, slot } = {}) =>
      supervisor
        .deploymentOf(service)
        .slots.filter(each => slot === undefined || each.index === slot)
        .forEach(each => each.kill('SIGKILL', keepDown)),
    release: async (service, version, file) => {
      const modules = file === undefined ? [] : [await build(file)];
      before.set(service, supervisor.deploymentOf(service).version);
      await supervisor.release(service, version, by, modules);
    },
    rollBack: async service => {
      const version = before.get(service);
      if (version !== undefined) await supervisor.release(service, version, by);
    },
    configure: (service, revision, configuration) => supervisor.configure(service, revision, by, configuration),
    restart: service => supervisor.restart(service),
    restartDatabase: () => postgres.restart(),
    replaceSlot: (service, slot) => supervisor.replaceSlot(service, slot),
    slowBank: (partner, ms) => supervisor.bankOf(partner).process?.send({ type: 'delay', ms }),
    setFlag: (flag, value) => supervisor.setFlag(flag, value, by),
    setRetries: (service, retries, { silently = false } = {}) =>
      supervisor.setRetries(service, retries, silently ? undefined : by),
    scale: (service, replicas) => supervisor.scale(service, replicas, by),
    crowd: (service, index) => {
      const place = { cpu: lastCpu() };
      neighbours.push(startNeighbour(place.cpu, pids));
      supervisor
        .deploymentOf(service)
        .slots.find(slot => slot.index === index)
        ?.keepTo(place);
    },
    endNeighbours: () => neighbours.splice(0).forEach(end => end()),
    setArrivals: perSecond => load?.setRate(perSecond),
    signal: (service, signal) =>
      service === 'postgres'
        ? postgres.signal(signal)
        : supervisor.deploymentOf(service).slots.forEach(slot => slot.process?.kill(signal)),
    databaseUrl: postgres.url,
    scratchOf: service => supervisor.scratchOf(service),
  };
}
