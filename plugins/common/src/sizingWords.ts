import type { SizingProposal, SizingResult } from './capacity';
import { quantity, type Words } from './words';

type Said = Pick<Words, 'labels' | 'sized' | 'language'>;

/** What a proposal changes, gains and rests on, and what came of it, in words. */
export interface SizingWords {
  change: string;
  gains: string;
  rests: string;
  came?: string;
}

export function sizingWords(words: Said, proposal: SizingProposal): SizingWords {
  const { labels, sized, language } = words;
  const { kind, unit, from, to, saves, fullest, demand, state, step, result } = proposal;
  const amount = (value: number) => quantity(value, unit, language);
  const used = `${labels.usedAtMost}: ${quantity(demand.p99, demand.unit, language)} (${demand.days} d)`;
  return {
    change: `${sized[kind]}: ${amount(from)} → ${amount(to)}`,
    gains: [
      `${saves >= 0 ? labels.saves : labels.costs}: ${amount(Math.abs(saves))}`,
      `${labels.atFullest}: ${quantity(fullest, 'ratio', language)}`,
    ].join(' · '),
    rests: state === 'open' && step ? `${used} · ${labels.doItSays}` : used,
    ...(result && { came: cameOf(words, result, amount) }),
  };
}

function cameOf({ labels, language }: Said, result: SizingResult, amount: (value: number) => string): string {
  const { saved, latencyBefore, latencyAfter } = result;
  const really = `${labels.reallySaved}: ${amount(saved)}`;
  if (latencyBefore === undefined || latencyAfter === undefined) return really;
  const seconds = (value: number) => quantity(value, 's', language);
  return `${really} · ${labels.latencyThen}: ${seconds(latencyBefore)} → ${seconds(latencyAfter)}`;
}

/** Those that still say something to people. */
export const toldSizings = (sizings: SizingProposal[]) => sizings.filter(({ state }) => state !== 'withdrawn');
