import * as en from './en';
import * as pt from './pt';
import type { Words } from './words';

export { explain, type Sentence } from './explain';
export { frequency } from './frequency';
export { quantity } from './quantity';
export { ago, moment } from './time';
export { person, sentence, type EventWords, type Labels, type Words } from './words';

const wordsOf = (language: string, { terms, ...texts }: typeof en | typeof pt): Words => ({
  language,
  ...terms,
  ...texts,
});

export const english = wordsOf('en', en);
export const portuguese = wordsOf('pt-BR', pt);

/** The words for a BCP 47 language tag: Portuguese of any country, else English. */
export const wordsFor = (language: string): Words => (/^pt\b/i.test(language) ? portuguese : english);
