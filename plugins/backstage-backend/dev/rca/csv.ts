/** Rows of a comma-separated text; a field in double quotes may hold commas, line ends and doubled quotes. */
export function* rowsOf(text: string): Generator<string[]> {
  let at = 0;
  let row: string[] = [];
  while (at < text.length) {
    const [field, end] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(field);
    at = end + 1;
    if (end >= text.length || text[end] !== ',') {
      if (text[end] === '\r') at += 1;
      yield row;
      row = [];
    } else if (at === text.length) row.push('');
  }
  if (row.length > 0) yield row;
}

function plain(text: string, from: number): [string, number] {
  let to = from;
  for (; to < text.length; to += 1) {
    const code = text.charCodeAt(to);
    if (code === 44 || code === 10 || code === 13) break;
  }
  return [text.slice(from, to), to];
}

function quoted(text: string, from: number): [string, number] {
  let field = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return [field + text.slice(at), text.length];
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [field, quote + 1];
    field += '"';
    at = quote + 2;
  }
}
