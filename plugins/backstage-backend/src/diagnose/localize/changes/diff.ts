/** What a change does to the text of a program. */
export interface Diff {
  added: string[];
  removed: string[];
}

/** The changed lines, without comments. */
export function diffOf(text: string): Diff {
  const lines = (sign: string) =>
    text
      .split('\n')
      .filter(line => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))
      .map(line => line.slice(1).trim())
      .filter(line => line !== '' && !/^(\/\/|#|\*|\/\*|--|<!--)/.test(line));
  return { added: lines('+'), removed: lines('-') };
}

/**
 * How much of what a program does is changed, 0 to 1: pieces that are only on one side, as a share of all. Moving code
 * to a helper keeps nearly all pieces; a dropped call or a new query does not. Another value in the place of one is a
 * change of everything.
 */
export function altered({ added, removed }: Diff): number {
  const [values, former] = [valuesOf(added), valuesOf(removed)];
  if ([...values].some(one => !former.has(one)) && [...former].some(one => !values.has(one))) return 1;
  const [now, before] = [piecesOf(added), piecesOf(removed)];
  const all = new Set([...now, ...before]);
  if (all.size === 0) return 0;
  return [...all].filter(piece => now.has(piece) !== before.has(piece)).length / all.size;
}

const piecesOf = (lines: string[]) => new Set(lines.flatMap(line => line.match(/\w+|[<>=!]=?/g) ?? []));
/** Numbers, and what stands in quotes or alone after a colon. */
const valuesOf = (lines: string[]) =>
  new Set(lines.flatMap(line => line.match(/\b\d[\d.]*\b|"[^"\s]*"|'[^'\s]*'|(?<=^[\w.-]+:\s+)\w+$/g) ?? []));
