import type { HealingPolicy } from '@autocura/common';
import { basename } from 'node:path';
import { defaultLimits, holdsAt, type Policy, type PolicyRule } from './plan';
import { covers, type Scope } from './store/scope';

export interface InForceOptions {
  policy(): Promise<Policy>;
  /** Path of its file. */
  file: string | undefined;
  now(): Date;
}

/** The healing policy as it counts now, for somebody who may see these services. */
export async function policyInForce({ policy, file, now }: InForceOptions, scope: Scope): Promise<HealingPolicy> {
  const { rules, version, unreadable } = await policy();
  const seen = rules.flatMap(rule => asSeen(rule, scope) ?? []);
  const at = now().toISOString();
  return {
    ...(file !== undefined && { file: basename(file) }),
    ...(version !== undefined && { version }),
    ...(unreadable !== undefined && { unreadable }),
    rules: seen.map(rule => ({ ...rule, holds: rule.match.during === undefined || holdsAt(rule.match.during, at) })),
    hidden: rules.length - seen.length,
    limits: defaultLimits,
  };
}

function asSeen(rule: PolicyRule, scope: Scope): PolicyRule | undefined {
  const { service } = rule.match;
  if (service === undefined) return rule;
  const seen = service.filter(one => covers(scope, one));
  return seen.length > 0 ? { ...rule, match: { ...rule.match, service: seen } } : undefined;
}
