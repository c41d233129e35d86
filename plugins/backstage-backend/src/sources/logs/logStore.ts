/** From when on, and until when; the end does not belong to it. */
export interface Window {
  from: Date;
  to: Date;
}

export interface LogLine {
  /** ISO 8601. */
  at: string;
  service: string;
  message: string;
  isError: boolean;
  /** The request that it was written for. */
  trace?: string;
}

/** Lines of one kind, of one service. */
export interface FoundPattern {
  service: string;
  text: string;
  isError: boolean;
  /** How many in the usual time, and how many since. */
  before: number;
  since: number;
  /** ISO 8601: the first of those since. */
  firstAt: string;
  /** One of those since. */
  example: string;
  /** Requests that such lines were written for since, a few. */
  traces: string[];
}

/** Lines a service wrote, in all and by what they tell of. */
export interface Counted {
  lines: number;
  /** By what was asked for. */
  of: Record<string, number>;
}

/** Where logs are kept. Every method throws LogsError, and asks for no more than it is told. */
export interface LogStore {
  name: 'elasticsearch' | 'loki';
  /** By service, of those that wrote anything at all: how many of its lines have one of the phrases. */
  count(services: string[], phrases: Record<string, string[]>, window: Window): Promise<Map<string, Counted>>;
  /** The query that counts these lines of a service, for people to run again. */
  queryFor(service: string, phrases: string[], window: Window): string;
  /** The newest, newest first. */
  lines(services: string[], window: Window, most: number): Promise<LogLine[]>;
  /** What was written for these requests, by whomever, oldest first. */
  ofTraces(traces: string[], window: Window, most: number): Promise<LogLine[]>;
  /** Undefined where the product finds no patterns itself. */
  patterns?(services: string[], usual: Window, since: Window): Promise<FoundPattern[] | undefined>;
}

/** Logs could not be had; the message says why. */
export class LogsError extends Error {
  override readonly name = 'LogsError';
}
