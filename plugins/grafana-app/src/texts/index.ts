import { wordsFor, type Words } from '@autocura/common';
import { language } from '../useWords';
import { en, type Texts } from './en';
import { pt } from './pt';

export type { Texts };

/** What data source and panels say beside the words that all screens share. They are loaded without the app. */
export const textsFor = (tag: string): Texts => (/^pt\b/i.test(tag) ? pt : en);

/** The words and texts in the language of who is signed in. */
export const currentWords = (): { words: Words; texts: Texts } => ({
  words: wordsFor(language()),
  texts: textsFor(language()),
});
