import { wordsFor } from '@autocura/common';
import { config } from '@grafana/runtime';

/** The language chosen in Grafana, or the browser's where that is left to it. BCP 47. */
export function language(): string {
  const chosen = config.bootData?.user?.language;
  return chosen === 'detect' ? navigator.language : chosen || 'en-US';
}

/** The words that all of Autocura shares, in the language chosen in Grafana. A change of it loads the page anew. */
export const useWords = () => wordsFor(language());
