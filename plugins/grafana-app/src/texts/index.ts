import { wordsFor, type Words } from '@autocura/common';
import { config } from '@grafana/runtime';
import { en, type Texts } from './en';
import { pt } from './pt';

export type { Texts };

/** What data source and panels say beside the words that all screens share. They are loaded without the app. */
export const textsFor = (language: string): Texts => (/^pt\b/i.test(language) ? pt : en);

/** The words and texts in the language of who is signed in. */
export function currentWords(): { words: Words; texts: Texts } {
  const language = config.bootData?.user?.language || 'en';
  return { words: wordsFor(language), texts: textsFor(language) };
}
