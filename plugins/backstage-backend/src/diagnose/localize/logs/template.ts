/** What a line says, without what changes from line to line; and whether it tells of something going wrong. */
export interface Template {
  text: string;
  isError: boolean;
}

const severe = /\b(error|err|fatal|critical|severe|panic|exception|traceback)\b|exception\b/i;
const variable = [
  /^\W*\d{1,4}[-:/.]\d\d?[-:/.]\d\d?[\d:.,TZ+ -]*/,
  /\b(trace|span|request)_?-?id\b\W*[\w-]+/gi,
  /"(timestamp|time|ts)"\s*:\s*"[^"]*",?/gi,
  /\b[0-9a-f]{8}-[0-9a-f-]{13,}\b/gi,
  /\b(?=\w*\d)[0-9a-f]{8,}\b/gi,
];
/** A value after a colon or an equals sign, up to what closes it. */
const value = /([:=：]\s*)("[^"]*"|'[^']*'|\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|[^\s,;"'\])}]+)/g;
/** What tells lines apart stands in front. */
const longest = 160;

export function templateOf(message: string): Template {
  const plain = variable.reduce((text, pattern) => text.replace(pattern, ' '), said(message));
  const text = plain
    .replace(value, '$1*')
    .replace(/\S*\d\S*/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
  return { text, isError: severe.test(message.slice(0, 400)) };
}

/** Of a structured line its message and severity. */
function said(message: string): string {
  if (!message.startsWith('{')) return message;
  try {
    const { severity, level, message: text, msg } = JSON.parse(message) as Record<string, unknown>;
    const parts = [severity ?? level, text ?? msg].filter(part => typeof part === 'string');
    return parts.length > 0 ? parts.join(' ') : message;
  } catch {
    return message;
  }
}
