import type { Change, Measurement, Question, SignalName, Step } from '@autocura/common';

/** What is asked of the service itself, or of the services it calls or is called by. */
export interface Ask {
  signal: SignalName;
  by?: Question['by'];
  normal?: true;
  of?: 'callees' | 'callers';
}

export const ask = (signal: SignalName, how: Omit<Ask, 'signal'> = {}): Ask => ({ signal, ...how });

export type Answers<K extends string> = Record<K, Measurement>;

/** What a service can fall back to, as it declares. */
export interface Capabilities {
  fallbackFlags?: { dependency: string; flag: string; value: string }[];
}

export interface Context {
  service: string;
  /** Of this service, newest first, made within the window before the trouble began. */
  changes: Change[];
  callees: string[];
  callers: string[];
  /** ISO 8601: when the answers were measured, and when the trouble began. */
  at: string;
  onset: string;
  /** The same by the measured series, where a change could have brought it. */
  began?: string;
  /** Changes made this long before the onset are suspected, in milliseconds. */
  window: number;
  capabilities: Capabilities;
}

export interface Judgement<K extends string = string> {
  /** Sum of the signs' weights. Above zero speaks for the mode, below against; zero says nothing. */
  support: number;
  because: { says: string; asked: K }[];
  /** What the mode stands on was not measured. */
  blind?: true;
  /** The change it began with. */
  change?: Change;
  /** The other service it is about, such as the slow callee. */
  about?: string;
}

/** Knowledge about one way to fail: it asks for signals, judges the answers, and knows what should help. */
export interface FailureMode<K extends string = string> {
  id: string;
  title: string;
  asks: Record<K, Ask>;
  /** A callee in trouble can make a healthy service look like this. */
  mimickedByCallees: boolean;
  /** It stands on how slow something is, which may be shared by services that have nothing to do with each other. */
  toldBySlowness?: true;
  /** It says since when something is felt, and not by what: a mechanism suspected this much in the same service leads. */
  yieldsFrom?: number;
  /** Pure. Missing answers never speak for the mode. */
  judge(answers: Answers<K>, context: Context): Judgement<K>;
  /** Steps that should help, the best first. */
  remedies(context: Context, judgement: Judgement<K>, answers: Answers<K>): Step[];
}

/** Ties what `judge` may read and cite to the keys of `asks`: a misspelt question does not compile. */
export function failureMode<K extends string>(mode: FailureMode<K>): FailureMode {
  const { id, title, asks, mimickedByCallees, toldBySlowness, yieldsFrom } = mode;
  return {
    id,
    title,
    asks,
    mimickedByCallees,
    ...(toldBySlowness && { toldBySlowness }),
    ...(yieldsFrom !== undefined && { yieldsFrom }),
    judge: (answers, context) => mode.judge(answers as Answers<K>, context),
    remedies: (context, judgement, answers) => mode.remedies(context, judgement as Judgement<K>, answers as Answers<K>),
  };
}
