import type { Agreement, HealthState, Mode, Outcome, Phase, Verdict } from '@autocura/common';

export type Tone = 'danger' | 'warning' | 'success' | 'info' | 'neutral';

export const healthTones: Record<HealthState, Tone> = {
  critical: 'danger',
  warning: 'warning',
  ok: 'success',
  unknown: 'neutral',
};

export const phaseTones: Record<Phase, Tone> = {
  open: 'info',
  diagnosed: 'info',
  planned: 'info',
  proposed: 'warning',
  blocked: 'warning',
  observed: 'neutral',
  acting: 'info',
  verifying: 'info',
  undoing: 'warning',
  resolved: 'success',
  escalated: 'danger',
  expired: 'neutral',
};

export const outcomeTones: Record<Outcome, Tone> = {
  healed: 'success',
  'not healed': 'warning',
  worse: 'danger',
  inconclusive: 'neutral',
};

export const modeTones: Record<Mode, Tone> = { observe: 'neutral', propose: 'info', approve: 'info', auto: 'success' };
export const agreementTones: Record<Agreement, Tone> = {
  acted: 'info',
  agrees: 'success',
  differs: 'warning',
  'only autocura': 'warning',
  'only people': 'info',
  neither: 'neutral',
};

export const decisionTones: Record<Verdict['decision'], Tone> = { allow: 'success', ask: 'warning', deny: 'danger' };
