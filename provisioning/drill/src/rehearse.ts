import type { Autonomy, AutocuraClient, Incident } from '@autocura/common';
import { AutocuraError, hasEnded, isFiring } from '@autocura/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../demo/src/wait';
import { atRest } from './autocura';

export interface Stage {
  client: Pick<AutocuraClient, 'incidents' | 'incident' | 'approve' | 'autonomy'>;
  /** Somebody else, who approves what takes two. */
  second: Pick<AutocuraClient, 'approve'>;
  inject(fault: string): Promise<void>;
  /** Undoes what was injected, whatever has been healed. */
  clear(): Promise<void>;
  /** Waits until nothing fails any more. */
  well(): Promise<void>;
  say(text: string): void;
  stopping?: AbortSignal;
}

/** What became of a fault that was rehearsed. */
export interface Rehearsed {
  fault: string;
  episodes: number;
  /** What heals it may be done by itself by now. */
  earned: boolean;
  /** Of the remedy that was proposed last; absent where there never was one. */
  autonomy?: Autonomy;
}

const firesMs = 180_000;
const settledMs = 120_000;
const judgedMs = 300_000;
const everyMs = 500;
/** As many episodes without an action as make a baseline. */
const fewestLeft = 10;
/** So many episodes, and it is given up. */
const most = 40;
/** What was changed so recently is suspected of what comes after it: longer than that lies between two episodes of a fault. */
const usualApartMs = 200_000;

/**
 * Breaks the shop again and again, in turns. First nobody acts, until it is known what happens by itself; then each
 * proposal is approved, until what heals the fault is done without asking.
 */
export async function rehearse(stage: Stage, faults: string[], apartMs = usualApartMs): Promise<Rehearsed[]> {
  const rehearsed = faults.map((fault): Rehearsed => ({ fault, episodes: 0, earned: false }));
  const endedAt = new Map<string, number>();
  for (;;) {
    const next = rehearsed
      .filter(({ episodes, earned }) => !earned && episodes < most)
      .sort((a, b) => (endedAt.get(a.fault) ?? 0) - (endedAt.get(b.fault) ?? 0))[0];
    if (!next) return rehearsed;
    const rest = (endedAt.get(next.fault) ?? 0) + apartMs - Date.now();
    if (rest > 0) await sleep(rest, undefined, { signal: stage.stopping });
    await turn(stage, next);
    endedAt.set(next.fault, Date.now());
  }
}

async function turn(stage: Stage, one: Rehearsed) {
  stage.stopping?.throwIfAborted();
  one.episodes += 1;
  try {
    const autonomy = await episode(stage, one);
    if (autonomy) one.autonomy = autonomy;
    one.earned = autonomy?.level === 'auto';
    stage.say(`${one.fault}, episode ${one.episodes}: ${autonomy ? inWords(autonomy) : 'nothing was proposed'}`);
  } catch (error) {
    stage.stopping?.throwIfAborted();
    stage.say(`${one.fault}, episode ${one.episodes} came to nothing: ${(error as Error).message}`);
    await stage.clear();
  }
}

/** What the remedy that it came to may do by itself after it. */
async function episode(stage: Stage, { fault, autonomy: before }: Rehearsed): Promise<Autonomy | undefined> {
  await stage.well();
  await allEnded(stage);
  const from = new Date().toISOString();
  await stage.inject(fault);
  const seen = await settled(stage, await firing(stage, from));
  const known = await autonomyOf(stage, seen);
  if (known && known.left.of < fewestLeft) await leftAlone(stage, seen, known.left.of);
  else await answered(stage, seen.id);
  await stage.clear();
  await ended(stage, seen.id);
  return (await autonomyOf(stage, seen)) ?? before;
}

const firing = ({ client }: Stage, from: string): Promise<Incident> =>
  until(
    'an alert',
    async () => {
      const { items } = await client.incidents({ open: true, limit: 50 });
      return items.find(one => one.mergedInto === undefined && isFiring(one) && one.startedAt > from);
    },
    firesMs,
    everyMs,
  );

/** Once something is proposed, or done, or nothing will be; the incident that this one went on in, where it did. */
async function settled(stage: Stage, { id }: Pick<Incident, 'id'>): Promise<Incident> {
  const incident = await until(
    'a diagnosis',
    async () => {
      const { incident: now } = await stage.client.incident(id);
      return (now.mergedInto !== undefined || !['open', 'diagnosed'].includes(now.phase)) && now;
    },
    settledMs,
    everyMs,
  );
  return incident.mergedInto === undefined ? incident : settled(stage, { id: incident.mergedInto });
}

/** Until it counts as an episode in which nobody acted, has cleared by itself, or was touched and will not count. */
const leftAlone = (stage: Stage, seen: Incident, of: number) =>
  until(
    'an episode in which nobody acted',
    async () => {
      const known = await autonomyOf(stage, seen);
      const { incident } = await stage.client.incident(seen.id);
      const counts = known !== undefined && known.left.of > of;
      return counts || hasEnded(incident) || (incident.people ?? []).length > 0;
    },
    judgedMs,
    everyMs,
  );

/** Says yes to whatever is proposed, until nothing goes on any more. */
const answered = ({ client, second }: Stage, id: string) =>
  until(
    'an outcome',
    async () => {
      const { incident } = await client.incident(id);
      if (incident.phase === 'proposed') {
        const has = (incident.plan.approvals ?? []).length;
        await (has === 0 ? client : second).approve(id, incident.plan.digest).catch(unlessChanged);
      }
      return incident.phase !== 'proposed' && atRest(incident);
    },
    judgedMs,
    everyMs,
  );

/** The next look finds it as it is then. */
function unlessChanged(error: unknown) {
  if (!(error instanceof AutocuraError) || error.status !== 409) throw error;
}

/** What still goes on would take in what is broken next. */
const allEnded = ({ client }: Stage) =>
  until(
    'every incident to end',
    async () => (await client.incidents({ open: true, limit: 50 })).items.length === 0,
    judgedMs,
    everyMs,
  );

const ended = ({ client }: Stage, id: string) =>
  until('the incident to end', async () => hasEnded((await client.incident(id)).incident), judgedMs, everyMs);

/** Of what is to be done, or was; else of the first that could be. */
async function autonomyOf({ client }: Stage, { diagnosis, attempts, ...incident }: Incident) {
  const plan = 'plan' in incident ? incident.plan : attempts[0];
  const cause = diagnosis?.hypotheses.find(({ id }) => id === plan?.hypothesis) ?? diagnosis?.hypotheses[0];
  const step = plan?.step ?? cause?.remedies[0];
  if (!cause || !step) return undefined;
  const { items } = await client.autonomy(cause.service);
  return items.find(({ failureMode, action }) => failureMode === cause.failureMode && action === step.action);
}

export const inWords = ({ failureMode, action, service, level, tried, left }: Autonomy) =>
  `${failureMode}: ${action} ${service} is at "${level}": healed ${tried.successes} of ${tried.of}, cleared by itself ${left.successes} of ${left.of}`;
