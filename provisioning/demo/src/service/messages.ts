import type { Configuration, Settings } from '../plan';

/** What a service process is told at birth. */
export interface ProcessConfig {
  service: string;
  slot: number;
  version: string;
  port: number;
  databaseUrl: string;
  /** A folder of its own on disk. */
  scratch: string;
  /** Code that belongs to this release. */
  modules: string[];
  configuration: Configuration;
  settings: Settings;
  endpoints: Endpoints;
}

/** Addresses of the replicas that take requests, by service. */
export type Endpoints = Record<string, string[]>;

/** From the supervisor to a service. */
export type Order =
  | { type: 'endpoints'; endpoints: Endpoints }
  | { type: 'settings'; settings: Settings }
  | { type: 'module'; file: string }
  | { type: 'delay'; ms: number };

/** From a service to the supervisor. */
export type Report = { type: 'ready' };
