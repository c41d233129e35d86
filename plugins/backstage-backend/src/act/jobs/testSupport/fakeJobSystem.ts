import type { Received } from '../../examples';
import type { KnownJob } from '../known';

export interface Answered {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A system of jobs as its own API description has it: it keeps what was started, and ends it as it is told to. */
export interface FakeJobSystem {
  title: string;
  /** What it knows, reached at that address. */
  job(url: string): KnownJob;
  /** The same with a token that it does not know. */
  stranger(url: string): KnownJob;
  /** The same with something that it does not have. */
  missing(url: string): KnownJob;
  /** The inputs of what was started, as they arrived. */
  started: object[];
  /** What a look tells, in turn; the last of it from then on. */
  looks: object[];
  running: object;
  well: object;
  failed: object;
  answer(heard: Received): Answered;
}

export const answered = (status: number, body: object): Answered => ({ status, body: JSON.stringify(body) });

/** The next thing to be told. */
export const nextOf = (looks: object[]) => (looks.length > 1 ? looks.shift() : looks[0]) ?? {};

export const reach = { private: true, http: true };

export const inputs: NonNullable<KnownJob['inputs']> = {
  region: { type: 'string', oneOf: ['eu', 'us'] },
  percent: { type: 'number', least: 1, most: 50 },
  deep: { type: 'boolean' },
};
