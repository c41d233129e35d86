import type { Sentence } from '@autocura/common';
import { z } from 'zod';

/** A sentence of a model, with the numbers of the sentences it puts in other words, the first being 1. */
const reworded = z.object({
  sentences: z
    .array(z.object({ text: z.string().trim().min(1).max(400), of: z.array(z.number().int().positive()).min(1) }))
    .max(20),
});

export interface Checked {
  sentences: Sentence[];
  /** How many of the model's sentences were left out, because what they say is not in what they cite. */
  dropped: number;
}

/** More words than told may be needed to say it, but not many times as many. */
const longer = 2;

/**
 * What of a model's wording may be shown: it may only rephrase. A sentence stays if each number and each service that it
 * names is in the sentences it cites; it rests on their evidence. Undefined where the answer has another form.
 */
export function checked(told: Sentence[], answer: unknown, services: string[]): Checked | undefined {
  const parsed = reworded.safeParse(answer);
  if (!parsed.success) return undefined;
  const kept = parsed.data.sentences.flatMap(({ text, of }): Sentence[] => {
    const cited = of.flatMap(number => told[number - 1] ?? []);
    if (cited.length < of.length || !saysNoMore(text, cited.map(one => one.text).join(' '), services)) return [];
    return [{ text, evidence: [...new Set(cited.flatMap(({ evidence }) => evidence))] }];
  });
  return { sentences: kept, dropped: parsed.data.sentences.length - kept.length };
}

function saysNoMore(text: string, cited: string, services: string[]): boolean {
  const known = new Set(numbersIn(cited));
  const named = services.filter(service => names(text, service));
  return (
    text.length <= longer * Math.max(80, cited.length) &&
    !/https?:|[<>`{}]/.test(text) &&
    numbersIn(text).every(number => known.has(number)) &&
    named.every(service => names(cited, service))
  );
}

const numbersIn = (text: string) => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

const names = (text: string, service: string) =>
  new RegExp(`(^|[^\\w-])${service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^\\w-])`, 'i').test(text);
