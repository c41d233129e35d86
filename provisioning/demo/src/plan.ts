/** What the shop is made of: one line a service, read by the supervisor and by the services themselves. */
export interface ServicePlan {
  name: string;
  version: string;
  replicas: number;
  /** Requests that are worked on at the same time, and how long one takes, in milliseconds. */
  workers: number;
  workMs: number;
  /** Milliseconds between start and the first request it can take. */
  warmUpMs: number;
  calls: string[];
  database: boolean;
  configuration: Configuration;
}

/** What a service reads when it starts. */
export interface Configuration {
  /** How long it waits for an answer of those it calls, in milliseconds; where nothing is said its code decides. */
  timeoutsMs: Record<string, number>;
}

const plan = (
  name: string,
  version: string,
  [workers, workMs]: [number, number],
  rest: Partial<ServicePlan> = {},
): ServicePlan => ({
  name,
  version,
  workers,
  workMs,
  replicas: 1,
  warmUpMs: 0,
  calls: [],
  database: false,
  configuration: { timeoutsMs: {} },
  ...rest,
});

export const services: ServicePlan[] = [
  plan('inventory', '3.0.7', [2, 25], { database: true }),
  plan('payment', '2.2.1', [8, 10], { calls: ['bank'], configuration: { timeoutsMs: { bank: 2000 } } }),
  plan('catalogue', '5.1.4', [2, 50], { replicas: 2, calls: ['inventory'] }),
  plan('recommend', '1.9.0', [8, 25], { warmUpMs: 3000 }),
  plan('cart', '1.4.2', [8, 10], { calls: ['catalogue'] }),
  plan('orders', '4.6.0', [8, 10], { calls: ['inventory', 'payment'], database: true }),
  plan('worker', '1.2.5', [4, 20], { database: true }),
  plan('gateway', '2.8.3', [32, 3], { calls: ['catalogue', 'recommend', 'cart', 'orders'] }),
];

/** The company that moves the money: outside, not ours to restart or to scrape. One process a partner. */
export const partners = ['primary', 'secondary'] as const;
export type Partner = (typeof partners)[number];

export const bank = plan('bank', '1', [64, 25]);

/** Flags and the values they may have, the first one at start. */
export const flags = {
  'payment.partner': ['primary', 'secondary'],
  'gateway.banner': ['none', 'free-delivery', 'new-season'],
  'recommend.size': ['3', '4', '5'],
  'orders.checkout': ['classic', 'express'],
} as const satisfies Record<string, readonly string[]>;

/** What of a running service can be switched without a restart. */
export interface Settings {
  flags: Record<string, string>;
  /** Share of requests that are answered 503 at once, 0 to 1. */
  shed: number;
  retries: { max: number; /** At most one retry per ten requests. */ budget: boolean };
}
