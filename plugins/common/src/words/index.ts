import * as en from './en';
import * as pt from './pt';
import type { Words } from './words';

export { quantity } from './quantity';
export { ago, moment } from './time';
export { person, sentence, type EventWords, type Labels, type Words } from './words';

export const english: Words = { language: 'en', ...en.terms, events: en.events, labels: en.labels };
export const portuguese: Words = { language: 'pt-BR', ...pt.terms, events: pt.events, labels: pt.labels };

/** The words for a BCP 47 language tag: Portuguese of any country, else English. */
export const wordsFor = (language: string): Words => (/^pt\b/i.test(language) ? portuguese : english);
