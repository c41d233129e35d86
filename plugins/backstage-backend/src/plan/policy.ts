import { type Mode, modes, type Step } from '@autocura/common';
import type { Earned } from '../learn';
import { type During, holdsAt } from './during';
import { defaultLimits, type Limits, strictestLimits } from './limits';

/** Grants a mode to the steps it matches. A part of `match` that is absent matches everything. */
export interface PolicyRule {
  name: string;
  match: {
    action?: string[];
    /** The object that is changed. */
    service?: string[];
    failureMode?: string[];
    during?: During;
  };
  mode: Mode;
  /** The mode is the highest that can be earned. */
  earned?: boolean;
  limits?: Partial<Limits>;
  /** The actions it names may be done before anything fails, when a limit is expected to be reached. */
  preventive?: boolean;
}

export interface Policy {
  rules: PolicyRule[];
  /** Another whenever it says something else: what was approved under one is not approved under the next. */
  version?: string;
  /** Why the policy cannot be read; then nothing is granted, and of the rules that it had only what holds back counts. */
  unreadable?: string;
}

export interface Grant {
  mode: Mode;
  /** Where the mode comes from, in words. */
  from: string;
  limits: Limits;
  /** An automatic rule names both this action and this service: no accident, somebody meant it. */
  named: boolean;
  /** A rule names this action as preventive. */
  prevents: boolean;
}

/** The object that policies and protection speak of: the service a step changes, else its target. */
export const changedBy = (step: Step) => (typeof step.params.service === 'string' ? step.params.service : step.target);

/** What was earned by measured outcomes, and why it is no more. */
export type Level = Pick<Earned, 'level' | 'reasons'>;

const nothingKnown: Level = { level: 'propose', reasons: ['nothing was measured of it yet'] };

/**
 * The most conservative of the rules that match at `now` (ISO 8601); without one the healer only recommends. A rule
 * that leaves the mode to be earned grants `level` at most.
 */
export function granted(policy: Policy, step: Step, failureMode: string, now: string, level = nothingKnown): Grant {
  const rules = policy.rules.filter(rule => matches(rule, step, failureMode, now));
  const limits = rules.map(rule => rule.limits ?? {});
  if (policy.unreadable !== undefined) {
    const mode = rules.some(rule => rule.mode === 'observe') ? 'observe' : recommendOnly.mode;
    const from = `the healing policy cannot be read (${policy.unreadable})`;
    return { ...recommendOnly, mode, limits: strictestLimits([defaultLimits, ...limits]), from };
  }
  const modeOf = (rule: PolicyRule) => (rule.earned ? lower(rule.mode, level.level) : rule.mode);
  const mode = modes.find(candidate => rules.some(rule => modeOf(rule) === candidate));
  if (mode === undefined) return { ...recommendOnly, from: 'no healing policy covers it' };
  const decisive = rules.filter(rule => modeOf(rule) === mode);
  const earned = decisive.some(rule => rule.earned) ? ` as far as it was earned: ${level.reasons.join('; ')}` : '';
  return {
    mode,
    from: `policy ${decisive.map(({ name }) => `"${name}"`).join(' and ')}${earned}`,
    limits: strictestLimits(limits),
    named: rules.some(rule => rule.mode === 'auto' && rule.match.action && rule.match.service),
    prevents: rules.some(rule => rule.preventive && rule.match.action),
  };
}

const lower = (a: Mode, b: Mode) => (modes.indexOf(a) < modes.indexOf(b) ? a : b);

const recommendOnly = { mode: 'propose' as const, limits: strictestLimits([]), named: false, prevents: false };

function matches({ match }: PolicyRule, step: Step, failureMode: string, now: string) {
  const covers = (listed: string[] | undefined, value: string) => listed === undefined || listed.includes(value);
  return (
    covers(match.action, step.action) &&
    covers(match.service, changedBy(step)) &&
    covers(match.failureMode, failureMode) &&
    (match.during === undefined || holdsAt(match.during, now))
  );
}
