import type { LogPattern } from '../diagnosis';
import type { Words } from './words';

/** How often lines of one kind are written now, and were before. */
export function frequency({ isNew, before, now }: LogPattern, { labels, language }: Words): string {
  const [was, is] = [before, now].map(count =>
    new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(count),
  );
  return isNew ? `${labels.newLine}: ${is} ${labels.aMinute}` : `${was} → ${is} ${labels.aMinute}`;
}
