import type { SizingProposal } from './capacity';
import type { HealthState } from './health';
import type { Phase } from './incident';
import type { Hypothesis } from './diagnosis';
import type { Delivery, Notice } from './notice';
import type { Mode, Outcome, Verdict } from './plan';
import type { PredictionOutcome } from './prediction';
import type { ReplayKind } from './replay';
import type { Agreement } from './shadow';
import type { SilenceState } from './silence';
import type { BudgetEffect } from './slo';

/** How a state is to be taken; every screen gives each tone a colour and a shape. */
export type Tone = 'danger' | 'warning' | 'success' | 'info' | 'neutral';

export const riskTones: Record<SizingProposal['risk'], Tone> = { low: 'success', medium: 'warning', high: 'danger' };

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

export const predictionTones: Record<PredictionOutcome, Tone> = {
  'in the band': 'success',
  early: 'warning',
  late: 'warning',
  'did not come': 'warning',
  prevented: 'success',
  'not measured': 'neutral',
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

export const replayTones: Record<ReplayKind, Tone> = {
  done: 'success',
  proposed: 'info',
  'held back': 'warning',
  observed: 'neutral',
  refused: 'danger',
  'no remedy': 'neutral',
  nothing: 'neutral',
  'cannot tell': 'neutral',
};

export const standingTones: Record<Hypothesis['standing'], Tone> = {
  confirmed: 'success',
  likely: 'info',
  inconclusive: 'neutral',
};

export const silenceTones: Record<SilenceState, Tone> = { on: 'warning', later: 'info', over: 'neutral' };

export const noticeTones: Record<Notice['state'], Tone> = { open: 'danger', acknowledged: 'info', closed: 'neutral' };

export const deliveryTones: Record<Delivery['state'], Tone> = {
  waiting: 'info',
  delivered: 'success',
  'given up': 'danger',
};

export const budgetTones: Record<BudgetEffect, Tone> = {
  frozen: 'danger',
  'used up': 'danger',
  'not measured': 'warning',
  none: 'success',
};
