import type { AskedSource, Brake, Phase, ServiceHealth } from '@autocura/common';
import { healthStates, phases } from '@autocura/common';
import { Gauge, Registry } from 'prom-client';
import type { OpenCount } from '../store';

export interface Measured {
  /** Incidents that have not ended. */
  open(): Promise<OpenCount[]>;
  /** Received alerts that are not correlated yet. */
  waiting(): number;
  brake(): Promise<Brake>;
  sources(): Promise<AskedSource[]>;
  health(): Promise<ServiceHealth[]>;
  now(): Date;
}

/** What Autocura tells of itself, asked for anew at each scrape. */
export function healerMetrics({ open, waiting, brake, sources, health, now }: Measured): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'autocura_open_incidents',
    help: 'Incidents that have not ended, by phase.',
    labelNames: ['phase'],
    registers,
    async collect() {
      const counts = new Map<Phase, number>((await open()).map(({ phase, count }) => [phase, count]));
      for (const phase of phases) this.set({ phase }, counts.get(phase) ?? 0);
    },
  });
  new Gauge({
    name: 'autocura_longest_due_seconds',
    help: 'For how long the incident that is longest due has waited for a healer.',
    registers,
    async collect() {
      const due = (await open()).flatMap(({ dueAt }) => (dueAt === undefined ? [] : [Date.parse(dueAt)]));
      this.set(Math.max(0, now().getTime() - Math.min(...due, now().getTime())) / 1000);
    },
  });
  new Gauge({
    name: 'autocura_waiting_alerts',
    help: 'Received alerts that this process has not brought together with others yet.',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  new Gauge({
    name: 'autocura_brake_holders',
    help: 'How many hold the brake. While anybody does, nothing is changed.',
    registers,
    async collect() {
      this.set((await brake()).holds.length);
    },
  });
  new Gauge({
    name: 'autocura_source_up',
    help: 'Whether who knows which alerts fire answered when last asked.',
    labelNames: ['source'],
    registers,
    async collect() {
      this.reset();
      for (const { source, problem } of await sources()) this.set({ source }, problem === undefined ? 1 : 0);
    },
  });
  new Gauge({
    name: 'autocura_services',
    help: 'Services by their measured state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const all = await health();
      for (const state of healthStates) this.set({ state }, all.filter(one => one.state === state).length);
    },
  });
  return registry;
}
