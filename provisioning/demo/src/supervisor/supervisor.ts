import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bank, flags, partners, services } from '../plan';
import type { Configuration, Partner, ServicePlan, Settings } from '../plan';
import type { PidFile } from '../pids';
import type { Endpoints, ProcessConfig } from '../service/messages';
import { Addresses } from './addresses';
import type { Change, ChangeFeed } from './changeFeed';
import { deploymentOf } from './deployment';
import type { Deployment } from './deployment';
import { watchMemory } from './memory';
import { ServiceProcess } from './serviceProcess';
import { Slot } from './slot';
import type { Put } from './slot';

export interface SupervisorOptions {
  dir: string;
  program: string;
  databaseUrl: string;
  nextPort: () => Promise<number>;
  pids: PidFile;
  feed: ChangeFeed;
  /** Told the addresses of every service whenever they change. */
  onEndpoints?: (endpoints: Endpoints) => void;
}

/** Longer than Prometheus needs to learn that a place is gone. */
const goneMs = 8000;

/** Owns every process of the shop. What it is asked for is a state to be in, so asking twice is asking once. */
export class Supervisor {
  readonly deployments = new Map<string, Deployment>();
  readonly flags: Record<string, string> = Object.fromEntries(
    Object.entries(flags).map(([flag, [first]]) => [flag, first]),
  );
  /** Scaled away and still answering Prometheus, which learns of it later. */
  private readonly leaving = new Set<Slot>();
  private readonly banks = new Map<Partner, Slot>();
  private readonly addresses = new Addresses();
  private stopWatching = () => {};

  constructor(private readonly options: SupervisorOptions) {
    for (const plan of services)
      this.deployments.set(
        plan.name,
        deploymentOf(plan, index => this.slot(plan, index)),
      );
  }

  get slots(): Slot[] {
    return [...this.deployments.values()].flatMap(each => each.slots);
  }

  /** Starts everything in two waves, so that two cores are not asked for ten starts at once. */
  async start(onProgress: (text: string) => void) {
    this.stopWatching = watchMemory(() => this.slots);
    partners.forEach((partner, index) => this.banks.set(partner, this.slot({ ...bank }, index)));
    await Promise.all([...this.banks.values()].map(slot => slot.roll()));
    for (const wave of [
      this.slots.filter((_, index) => index % 2 === 0),
      this.slots.filter((_, index) => index % 2 === 1),
    ]) {
      await Promise.all(wave.map(slot => slot.roll()));
      onProgress(`${wave.map(slot => slot.instance).join(', ')} ready`);
    }
  }

  stop() {
    this.stopWatching();
    [...this.slots, ...this.leaving, ...this.banks.values()].forEach(slot => slot.end());
  }

  /** The process that now runs, or last ran, in a replica's place. */
  processOf(instance: string): ServiceProcess | undefined {
    return [...this.slots, ...this.leaving].find(slot => slot.instance === instance)?.process;
  }

  has(service: string) {
    return this.deployments.has(service);
  }

  deploymentOf(service: string): Deployment {
    const found = this.deployments.get(service);
    if (!found) throw new Error(`no service is called ${service}`);
    return found;
  }

  bankOf(partner: Partner): Slot {
    const found = this.banks.get(partner);
    if (!found) throw new Error(`the shop is not started`);
    return found;
  }

  restart(service: string): Promise<void> {
    return this.inTurn(service, async ({ slots }) => {
      for (const slot of slots) await slot.roll();
    });
  }

  replaceSlot(service: string, index: number): Promise<void> {
    return this.inTurn(service, async ({ slots }) => slots.find(slot => slot.index === index)?.replace());
  }

  /** Rolls a version out, new or earlier. `modules` is the code of a new one. */
  release(service: string, version: string, by: string, modules?: string[]): Promise<void> {
    return this.rollOut(service, deployment => {
      const from = deployment.version;
      if (modules) deployment.versions.set(version, modules);
      deployment.version = version;
      return { kind: 'deploy', service, summary: `Release ${service} ${version}`, from, to: version, by };
    });
  }

  /** Rolls a revision of its configuration out, new or earlier. `configuration` is what a new one says. */
  configure(service: string, revision: string, by: string, configuration?: Configuration): Promise<void> {
    return this.rollOut(service, deployment => {
      const { revision: from, config: key } = deployment;
      if (configuration) deployment.revisions.set(revision, configuration);
      deployment.revision = revision;
      return { kind: 'config', service, key, summary: `Configure ${key} ${revision}`, from, to: revision, by };
    });
  }

  scale(service: string, replicas: number, by: string): Promise<void> {
    return this.inTurn(service, async deployment => {
      const from = deployment.slots.length;
      if (from === replicas) return;
      const summary = `Scale ${service} to ${replicas}`;
      this.options.feed.tell({ kind: 'scale', service, summary, from: String(from), to: String(replicas), by });
      const added = Array.from({ length: Math.max(0, replicas - from) }, (_, index) =>
        this.slot(deployment.plan, from + index),
      );
      const removed = deployment.slots.splice(replicas);
      deployment.slots.push(...added);
      removed.forEach(slot => this.retire(slot));
      this.tellEndpoints();
      await Promise.all(added.map(slot => slot.roll()));
    });
  }

  setFlag(flag: string, value: string, by: string) {
    const from = this.flags[flag];
    if (from === value) return;
    this.flags[flag] = value;
    const service = flag.split('.')[0] ?? flag;
    this.options.feed.tell({
      kind: 'flag',
      service,
      key: flag,
      summary: `Set ${flag} to ${value}`,
      ...(from && { from }),
      to: value,
      by,
    });
    this.tellSettings();
  }

  shedLoad(service: string, share: number) {
    this.deploymentOf(service).shed = share;
    this.tellSettings();
  }

  /** The change is told where somebody made it. */
  setRetries(service: string, retries: Settings['retries'], by: string | undefined) {
    const deployment = this.deploymentOf(service);
    const from = String(deployment.retries.max);
    if (from === String(retries.max) && deployment.retries.budget === retries.budget) return;
    deployment.retries = retries;
    const summary = `Set the retries of ${service} to ${retries.max}`;
    if (by !== undefined)
      this.options.feed.tell({ kind: 'config', service, summary, from, to: String(retries.max), by });
    this.tellSettings();
  }

  put(service: string, put: Put, slot?: number) {
    const { slots } = this.deploymentOf(service);
    slots.filter(each => slot === undefined || each.index === slot).forEach(each => each.put(put));
  }

  scratchOf(service: string) {
    return join(this.options.dir, 'scratch', service);
  }

  endpoints(): Endpoints {
    const all: Endpoints = {};
    for (const [service, { slots }] of this.deployments) all[service] = this.addresses.of(service, slots);
    for (const [partner, slot] of this.banks) all[`bank/${partner}`] = this.addresses.of(`bank/${partner}`, [slot]);
    return all;
  }

  private retire(slot: Slot) {
    this.leaving.add(slot);
    void slot.stop(goneMs).finally(() => this.leaving.delete(slot));
  }

  private slot(plan: ServicePlan, index: number): Slot {
    return new Slot(
      plan.name,
      index,
      (modules, onEnd) => this.spawn(plan, index, modules, onEnd),
      () => {
        this.tellEndpoints();
        this.tellSettings();
      },
    );
  }

  private async spawn(plan: ServicePlan, slot: number, modules: string[], onEnd: (process: ServiceProcess) => void) {
    const { dir, program, databaseUrl, nextPort, pids } = this.options;
    const deployment = this.deployments.get(plan.name);
    const version = deployment?.version ?? plan.version;
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true });
    const config: ProcessConfig = {
      service: plan.name,
      slot,
      version,
      port: await nextPort(),
      databaseUrl,
      scratch: this.scratchOf(plan.name),
      modules: [...(deployment?.versions.get(version) ?? []), ...modules],
      configuration: deployment?.revisions.get(deployment.revision) ?? plan.configuration,
      settings: this.settingsOf(plan.name),
      endpoints: this.endpoints(),
    };
    return new ServiceProcess(program, config, join(logs, `${plan.name}-${slot}.log`), pids, onEnd);
  }

  private settingsOf(service: string): Settings {
    const deployment = this.deployments.get(service);
    return {
      flags: { ...this.flags },
      shed: deployment?.shed ?? 0,
      retries: deployment?.retries ?? { max: 0, budget: true },
    };
  }

  private tellSettings() {
    for (const slot of this.slots) slot.process?.send({ type: 'settings', settings: this.settingsOf(slot.service) });
  }

  private tellEndpoints() {
    const endpoints = this.endpoints();
    for (const slot of this.slots) slot.process?.send({ type: 'endpoints', endpoints });
    this.options.onEndpoints?.(endpoints);
  }

  /** Changes what runs, tells it, and puts it into one place after the other. */
  private rollOut(service: string, set: (deployment: Deployment) => Omit<Change, 'id' | 'at'>): Promise<void> {
    return this.inTurn(service, async deployment => {
      const change = set(deployment);
      if (change.from === change.to) return;
      this.options.feed.tell(change);
      for (const slot of deployment.slots) await slot.roll();
    });
  }

  private inTurn(service: string, work: (deployment: Deployment) => Promise<void>): Promise<void> {
    const deployment = this.deploymentOf(service);
    const mine = deployment.last.then(() => work(deployment));
    deployment.last = mine.catch(() => {});
    return mine;
  }
}
