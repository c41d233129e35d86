import type { Incident, Matcher, Silence } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { Store } from '../store';
import { ConflictError } from '../store';
import { covers, isOn } from './plan';
import { type MaintenanceWindow, windowsAhead, windowsAt } from './windows';

/** What the API and the guardrails know of silences. */
export interface Silences {
  /** On now or still to come, of a maintenance window that recurs the next time included. */
  list(): Promise<Silence[]>;
  /** Those that somebody ended before their time too. */
  known(): Promise<Silence[]>;
  make(asked: { matchers: Matcher[]; from?: string; to: string; reason: string }, actor: string): Promise<Silence>;
  /** Twice is once. Throws NotFoundError. */
  end(id: string, actor: string, note?: string): Promise<Silence>;
  /** Why people asked for quiet about one of its firing alerts, in words. */
  reasonFor(incident: Pick<Incident, 'alerts'>): Promise<string | undefined>;
}

export interface SilencesOptions {
  store: Pick<Store, 'silences' | 'silence' | 'append' | 'lastEvent'>;
  windows(): Promise<MaintenanceWindow[] | undefined>;
  now(): Date;
}

export function silencesOf({ store, windows, now }: SilencesOptions): Silences {
  const known = async () => [...(await store.silences(now())), ...windowsAt((await windows()) ?? [], now())];
  const standing = async () => (await known()).filter(({ ended }) => ended === undefined);
  return {
    list: async () => [...(await standing()), ...windowsAhead((await windows()) ?? [], now())],
    known,
    async make({ matchers, from, to, reason }, actor) {
      const id = randomUUID();
      const silence: Silence = { id, matchers, from: from ?? now().toISOString(), to, by: actor, reason };
      const events = [{ type: 'silence.made' as const, data: { silence } }];
      await store.append([{ stream: streams.silence(id), expected: 0, events, actor }]);
      return silence;
    },
    async end(id, actor, note) {
      for (let tries = 1; ; tries += 1) {
        const silence = await store.silence(id);
        if (!silence) throw new NotFoundError(`No silence ${id}`);
        if (silence.ended) return silence;
        const last = await store.lastEvent(streams.silence(id));
        const events = [
          { type: 'silence.ended' as const, data: { why: [`${actor} ended it`, note].filter(Boolean).join(': ') } },
        ];
        try {
          await store.append([{ stream: streams.silence(id), expected: last?.seq ?? 0, events, actor }]);
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          if (tries === 3) throw new HttpConflictError('The silence is changing; try again', error);
        }
      }
    },
    async reasonFor({ alerts }) {
      const at = now().getTime();
      const on = (await standing()).filter(silence => isOn(silence, at));
      for (const { name, labels, status } of alerts) {
        const silence = status === 'firing' ? on.find(one => covers(one, labels)) : undefined;
        if (silence) return `${name}: ${silence.reason} (${silence.by}, until ${silence.to})`;
      }
      return undefined;
    },
  };
}
