import { templateOf } from '../localize';
import { groupBy } from '../localize/groupBy';

/** What many lines say alike. `*` and `#` in its text stand for what differs from line to line. */
export interface Pattern<Line> {
  text: string;
  isError: boolean;
  lines: Line[];
}

/** Words at one place of otherwise like lines: when there are more than these, they are a value that differs. */
const mostWords = 8;
/** Lines that share less than this share of their words say different things. */
const leastShared = 0.5;

/**
 * The patterns of many lines, the most frequent first. It depends on which lines there are and not on their order:
 * lines are put together by what is left without numbers and names, and then parted by the place where they have the
 * fewest different words, until what still differs can only be values. Pure.
 */
export function mine<Line>(lines: Iterable<Line>, said: (line: Line) => string): Pattern<Line>[] {
  const kinds = new Map<string, Kind<Line>>();
  for (const line of lines) {
    const { text, isError } = templateOf(said(line));
    const kind = kinds.get(text);
    if (!kind) kinds.set(text, { words: text.split(' '), isError, lines: [line] });
    else {
      kind.lines.push(line);
      kind.isError ||= isError;
    }
  }
  return [...groupBy(kinds.values(), ({ words }) => String(words.length)).values()]
    .flatMap(parted)
    .sort((a, b) => b.lines.length - a.lines.length || (a.text < b.text ? -1 : 1));
}

interface Kind<Line> {
  words: string[];
  isError: boolean;
  lines: Line[];
}

/** Kinds with as many words: parted where that tells them apart, and what is left is one pattern. */
function parted<Line>(kinds: Kind<Line>[]): Pattern<Line>[] {
  const words = kinds[0]?.words ?? [];
  const different = words.map((_, place) => new Set(kinds.map(kind => kind.words[place])).size);
  const least = Math.min(...different.filter(count => count > 1));
  const shared = different.filter(count => count === 1).length;
  if (kinds.length === 1 || (least > mostWords && shared >= leastShared * words.length))
    return [
      {
        text: words.map((word, place) => (different[place] === 1 ? word : '*')).join(' '),
        isError: kinds.some(({ isError }) => isError),
        lines: kinds.flatMap(kind => kind.lines),
      },
    ];
  const place = different.indexOf(least);
  return [...groupBy(kinds, kind => kind.words[place] ?? '').values()].flatMap(parted);
}
