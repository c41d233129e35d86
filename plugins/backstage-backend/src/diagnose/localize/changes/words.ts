/** Words that every program and every sentence has, and that therefore link nothing. */
const everywhere = new Set(
  `a an and are as at be but by can do for from has have if in into is it its no not of on or so than that the then this to was
  were when where which while will with after all any before each one only per via
  add added break case catch class const context ctx def default else end err error errors export false final finally fmt func
  function get go id import info int interface let log main map msg name new nil none null object package print private public
  return self set static string struct switch true try type undefined use value var void warn warning
  count failed method path rate route status total
  http https request response req res status code get put post delete json yaml service server client handler test`.split(
    /\s+/,
  ),
);

/** The words of a text, in lower case; names in code fall apart at capitals and underscores, and count whole as well. */
export const wordsOf = (text: string): string[] => partsOf(text).map(stemOf);

/** A word as it is written in the text that it is from. */
export const asWritten = (word: string, text: string): string =>
  partsOf(text).find(part => stemOf(part) === word) ?? word;

const partsOf = (text: string) =>
  (text.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? []).flatMap(name => {
    const parts = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_]+/);
    return [...(parts.length > 1 ? [name] : []), ...parts]
      .map(part => part.toLowerCase())
      .filter(part => part.length > 2 && !everywhere.has(part));
  });

/** Enough of a stem that one and many, and doing and done, meet. */
const stemOf = (word: string) => (word.length > 4 ? word.replace(/(ies|es|s|ed|ing)$/, '') : word);
