/** HTML that is made, as opposed to text that has yet to be escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | Part[];

/** A template in which everything but HTML is escaped. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(strings.map((string, i) => string + (i < parts.length ? written(parts[i] as Part) : '')).join(''));

const written = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
};
