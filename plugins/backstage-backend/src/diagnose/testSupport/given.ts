import { type Change, type Measurement, missing } from '@autocura/common';
import type { Context, FailureMode, Judgement } from '../failureMode';

type Measured = Extract<Measurement, { state: 'measured' }>;
export type Given = Record<string, number | Partial<Omit<Measured, 'state'>>>;

export const onset = '2026-01-01T12:00:00.000Z';
export const measuredAt = '2026-01-01T12:00:30.000Z';
const minutesBefore = (minutes: number) => new Date(Date.parse(onset) - minutes * 60_000).toISOString();

/** A measurement from a number, or from parts whose worst is the value. */
export function measured(given: Given[string]): Measurement {
  const one = typeof given === 'number' ? { value: given } : given;
  return { state: 'measured', at: measuredAt, value: one.value ?? Math.max(...Object.values(one.parts ?? {})), ...one };
}

export const silence = (mode: FailureMode): Record<string, Measurement> =>
  Object.fromEntries(Object.keys(mode.asks).map(key => [key, missing('no series')]));

/** All other answers are missing. */
export const answersOf = (mode: FailureMode, given: Given) => ({
  ...silence(mode),
  ...Object.fromEntries(Object.entries(given).map(([key, value]) => [known(mode, key), measured(value)])),
});

function known(mode: FailureMode, key: string) {
  if (!(key in mode.asks)) throw new Error(`${mode.id} does not ask ${key}`);
  return key;
}

export const context = (given: Partial<Context> = {}): Context => ({
  service: 'api',
  changes: [],
  callees: ['backend'],
  callers: ['web'],
  at: measuredAt,
  onset,
  window: 3_600_000,
  capabilities: {},
  ...given,
});

export const deploy = (minutes: number, given: Partial<Change> = {}): Change => ({
  id: 'd1',
  kind: 'deploy',
  service: 'api',
  at: minutesBefore(minutes),
  summary: 'api 2',
  from: '1',
  to: '2',
  ...given,
});

export const configChange = (minutes: number, given: Partial<Change> = {}): Change =>
  deploy(minutes, {
    id: 'c1',
    kind: 'config',
    key: 'api-config',
    summary: 'api-config 8',
    from: '7',
    to: '8',
    ...given,
  });

export const flagChange = (minutes: number, given: Partial<Change> = {}): Change =>
  deploy(minutes, { id: 'f1', kind: 'flag', key: 'api.new', summary: 'api.new on', from: 'off', to: 'on', ...given });

export interface Judged extends Judgement {
  actions: string[];
}

export function judged(mode: FailureMode, given: Given, of: Partial<Context> = {}): Judged {
  const answers = answersOf(mode, given);
  const judgement = mode.judge(answers, context(of));
  const steps = mode.remedies(context(of), judgement, answers);
  return { ...judgement, actions: steps.map(({ action, params }) => [action, ...Object.values(params)].join(' ')) };
}
