import { z } from 'zod';
import type { Call } from '../runners/call';
import type { System } from '../runners/callAllowed';

export type Inputs = Record<string, string | number | boolean>;

/** One call, as data. */
export type Asked = Pick<Call, 'method' | 'url' | 'headers' | 'body'>;

export interface Run {
  id: string;
  /** Where people look at it. */
  page?: string | undefined;
  /** Why it is not quite the run that was asked for. */
  but?: string | undefined;
}

export interface Ended {
  well: boolean;
  /** In the words of the system. */
  says: string;
}

/** A system that runs jobs of others: what it is asked, and what its answers mean. Does no IO. */
export interface JobSystem<J extends System> {
  /** Starts it. None of these systems knows the same request when it comes again. */
  start(job: J, inputs: Inputs): Asked;
  /** The run that was started. Throws where the answer does not tell. */
  started(answer: unknown): Run;
  look(job: J, run: Run): Asked;
  /** Undefined while it goes on. Throws where the answer does not tell. */
  ended(answer: unknown): Ended | undefined;
}

/** What every job is called by: one address, a token that is a secret, and how far the address may lead. */
export const connection = {
  url: z.url(),
  token: z.string().min(1),
  private: z.boolean().optional(),
  http: z.boolean().optional(),
};

export const json = { accept: 'application/json', 'content-type': 'application/json' };

/** The identifier of a run, which goes into an address. */
export const runId = z.union([z.int().positive(), z.string().regex(/^[A-Za-z0-9-]{1,64}$/)]).transform(String);
