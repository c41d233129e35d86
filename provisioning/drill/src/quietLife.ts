import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Levers } from '../../demo/src/fault';
import { gapMs, randomOf } from '../../demo/src/load/arrivals';
import { flags, services } from '../../demo/src/plan';

const perSecond = 1 / 45;
const usualArrivals = 8;
const harmless = ['gateway.banner', 'recommend.size'] as const;

/** What time it is, and what waits; another one for tests. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  pause(ms: number): Promise<void>;
}

interface Moment {
  random: () => number;
  /** Counts what has happened, from 1 on. */
  turn: number;
  pause: Clock['pause'];
}

type Happening = (shop: Levers, moment: Moment) => Promise<void> | void;

const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T;
const between = (least: number, most: number, random: () => number) => least + (most - least) * random();

/** What goes on in a shop in which nothing is wrong; the more often, the more often it stands here. */
const happenings: Happening[] = [
  deploy,
  deploy,
  (shop, { random, turn }) => {
    const { name, configuration } = pick(services, random);
    return shop.configure(name, `1.${turn}`, configuration);
  },
  (shop, { random }) => {
    const flag = pick(harmless, random);
    shop.setFlag(flag, pick(flags[flag], random));
  },
  (shop, { random }) => shop.restart(pick(services, random).name),
  surge,
  surge,
  noise,
];

/** A version that is only called differently. */
function deploy(shop: Levers, { random, turn }: Moment) {
  const { name, version } = pick(services, random);
  return shop.release(name, `${version}-${turn}`);
}

async function surge(shop: Levers, { random, pause }: Moment) {
  shop.setArrivals(usualArrivals * between(1.1, 1.5, random));
  await pause(between(10_000, 40_000, random));
  shop.setArrivals(usualArrivals);
}

/** A partner that is a little slower for a while, as partners are. */
async function noise(shop: Levers, { random, pause }: Moment) {
  shop.slowBank('primary', between(10, 60, random));
  await pause(between(5000, 20_000, random));
  shop.slowBank('primary', 0);
}

/** Lives for so long; the same seed lives the same life. */
export function quietLife(seed: number, minutes: number, onHappening: () => void, clock?: Clock): Fault {
  const ended = new AbortController();
  const { now, pause } = clock ?? clockUntil(ended.signal);
  return {
    id: 'quiet-life',
    kind: 'herring',
    weight: 1,
    inject: async shop => {
      const random = randomOf(seed);
      const until = now() + minutes * 60_000;
      for (let turn = 1; ; turn += 1) {
        await pause(Math.max(0, Math.min(gapMs(random, perSecond), until - now())));
        if (ended.signal.aborted || now() >= until) return;
        await pick(happenings, random)(shop, { random, turn, pause });
        onHappening();
      }
    },
    clear: () => ended.abort(),
    truth: { services: [], modes: [], remedies: [], mayTouch: [] },
  };
}

const clockUntil = (signal: AbortSignal): Clock => ({
  now: Date.now,
  pause: ms => sleep(ms, undefined, { signal }).catch(() => {}),
});
