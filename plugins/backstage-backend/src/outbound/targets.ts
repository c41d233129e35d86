import type { Dependency } from '@autocura/common';
import { Target, type TargetOptions } from './target';

/** All that is outside, each by one door. */
export class Targets {
  private readonly open = new Map<string, Target>();

  constructor(
    /** What all of them are asked by. */
    readonly fetch: typeof globalThis.fetch = globalThis.fetch,
  ) {}

  /** The one of that name; whoever asks first says how it is. */
  of(options: TargetOptions): Target {
    const known = this.open.get(options.name);
    if (known) return known;
    const target = new Target({ fetch: this.fetch, ...options });
    this.open.set(options.name, target);
    return target;
  }

  /** How each was when it was last called. */
  states(): Dependency[] {
    return [...this.open.values()].map(target => target.state());
  }
}

/** Several are told apart by where they are. */
export const alertmanagerDoor = (url: string): TargetOptions => ({
  name: `Alertmanager ${new URL(url).host}`,
  kind: 'alerts',
});
export const grafanaDoor: TargetOptions = { name: 'Grafana', kind: 'alerts' };
