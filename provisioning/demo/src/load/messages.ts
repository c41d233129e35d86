import type { Endpoints } from '../service/messages';

/** What the load generator is told at birth. */
export interface LoadConfig {
  port: number;
  /** Where its records go, a JSON line a second. */
  file: string;
  seed: number;
  /** Shoppers that arrive each second. */
  perSecond: number;
  endpoints: Endpoints;
}

export type LoadOrder = { type: 'endpoints'; endpoints: Endpoints } | { type: 'rate'; perSecond: number };
