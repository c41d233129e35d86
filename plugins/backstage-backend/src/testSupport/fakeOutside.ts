import type { Evidence, FieldChange, Measurement, Question, SignalName, Step } from '@autocura/common';
import { missing, signals } from '@autocura/common';
import type { Acting, Runner } from '../act';
import { acting } from '../act';
import type { RealWorldOptions } from '../realWorld';

type Source = NonNullable<RealWorldOptions['source']>;

/** A value, and what was usual. */
export type Given = number | { value: number; normal: number };

export interface Ran {
  action: string;
  params: Step['params'];
  key: string;
}

/** Prometheus and whoever acts, as a test wants them. */
export interface Outside {
  source: Source;
  acting: Acting;
  /** Every effect that was asked for, in order. */
  ran: Ran[];
  /** Sets what is measured of a service; what was never set is missing. */
  measures(service: string, values: Partial<Record<SignalName, Given>>): void;
  /** From now on nothing answers. */
  silence(): void;
  /** Parameters the world has now for an action: its way back. */
  now: Partial<Record<string, Step['params']>>;
  /** Called before a way back is told; may throw. */
  wayBack: (action: string) => void;
  /** What is foretold of an effect; may throw. */
  foretell: (action: string) => FieldChange[];
  /** What an effect does, and what is said of it; may throw. */
  effect: (ran: Ran) => string | void | Promise<string | void>;
  /** Called before each round of questions is answered. */
  asked: (questions: Question[]) => void | Promise<void>;
}

export function fakeOutside(clock: () => Date = () => new Date()): Outside {
  const values = new Map<string, Given>();
  const keyOf = (service: string, signal: string) => JSON.stringify([service, signal]);

  const answer = ({ service, signal, by, normal }: Question, at: string): Measurement => {
    const given = values.get(keyOf(service, signal));
    if (given === undefined || by !== undefined) return missing('no series');
    if (typeof given === 'number') return { state: 'measured', value: given, at };
    return { state: 'measured', value: given.value, at, ...(normal && { normal: given.normal }) };
  };
  const source: Source = {
    async measure(questions) {
      await outside.asked(questions);
      const at = clock().toISOString();
      return questions.map((question, index): Evidence => ({
        id: `${index}@${at}`,
        question,
        source: 'prometheus',
        family: 'scripted',
        query: `${question.signal}{service="${question.service}"}`,
        unit: signals[question.signal].unit,
        measurement: answer(question, at),
      }));
    },
    series: async evidence => evidence,
    courses: async () => [],
  };
  const runner: Runner = {
    async state(action) {
      outside.wayBack(action);
      return outside.now[action];
    },
    preview: async action => outside.foretell(action),
    async run(action, params, key) {
      const ran = { action, params, key };
      outside.ran.push(ran);
      return outside.effect(ran);
    },
  };
  const outside: Outside = {
    source,
    acting: acting({ runners: { default: runner } }),
    ran: [],
    now: {},
    wayBack: () => undefined,
    foretell: () => [],
    effect: () => undefined,
    asked: () => undefined,
    silence: () => values.clear(),
    measures(service, given) {
      for (const [signal, value] of Object.entries(given)) values.set(keyOf(service, signal), value);
    },
  };
  return outside;
}
