import type { Dependency } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import type { Targets } from './outbound';
import type { Redis } from './redis';
import { Rounds } from './rounds';
import type { Role } from './settings';
import type { Store } from './store';

export interface DependenciesOptions {
  store: Pick<Store, 'claimDuty' | 'finishDuty' | 'dutyState'>;
  targets: Targets;
  redis: Pick<Redis, 'away'>;
  roles: Role[];
  logger: LoggerService;
  now(): Date;
  /** Between two looks whether there is something to tell, in milliseconds; 5 s unless told. */
  everyMs?: number;
}

interface Told {
  at: string;
  items: Dependency[];
}

/** Roles that ask others than the API does. */
const telling = ['healer', 'watcher'] as const;
/** Trouble is told anew so often, and believed for twice as long: whoever told it may have ended. */
const againMs = 30_000;
const worst = ['up', 'unknown', 'failing', 'away'];

/** What this process and those with other roles found away when they last asked it. */
export class Dependencies {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;
  private last: { text: string; at: number } | undefined;
  private redisSince: { away: string | undefined; since: string } | undefined;

  constructor(private readonly options: DependenciesOptions) {
    const { everyMs = 5_000, logger } = options;
    this.rounds = new Rounds(() => this.tell(), { everyMs, logger, failed: 'what is away could not be told' });
  }

  start(): void {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** As this process sees them. */
  here(): Dependency[] {
    return [...this.options.targets.states(), ...this.between()];
  }

  /** As all see them: of each the worst that somebody saw. What others saw is left out while the database is away. */
  async read(): Promise<Dependency[]> {
    const { store, now } = this.options;
    const told = await Promise.all(telling.map(role => store.dutyState<Told>(nameOf(role)).catch(() => undefined)));
    const since = new Date(now().getTime() - 2 * againMs).toISOString();
    const seen = told.flatMap(one => one?.items.filter(({ state }) => state === 'up' || one.at > since) ?? []);
    const known = new Map<string, Dependency>();
    for (const one of [...this.here(), ...seen]) {
      const before = known.get(one.name);
      if (!before || before.state === 'unknown' || worst.indexOf(one.state) > worst.indexOf(before.state))
        known.set(one.name, before && one.state === 'unknown' ? before : one);
    }
    return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private async tell(): Promise<void> {
    const { store, roles, now } = this.options;
    const role = telling.find(one => roles.includes(one));
    if (!role) return;
    const items = this.here();
    const text = JSON.stringify(items);
    const well = items.every(({ state }) => state === 'up' || state === 'unknown');
    const age = now().getTime() - (this.last?.at ?? 0);
    if (this.last?.text === text && (well || age < againMs)) return;
    const duty = await store.claimDuty<Told>(nameOf(role), this.owner, againMs);
    if (duty && (await store.finishDuty(duty, { at: now().toISOString(), items })))
      this.last = { text, at: now().getTime() };
  }

  private between(): Dependency[] {
    const { redis, now } = this.options;
    const away = redis.away();
    if (away === 'none') return [];
    if (!this.redisSince || (this.redisSince.away === undefined) !== (away === undefined))
      this.redisSince = { away, since: now().toISOString() };
    const { since } = this.redisSince;
    const state = away === undefined ? 'up' : 'away';
    return [{ name: 'Redis', kind: 'between processes', state, since, ...(away !== undefined && { reason: away }) }];
  }
}

const nameOf = (role: Role) => `dependencies ${role}`;
