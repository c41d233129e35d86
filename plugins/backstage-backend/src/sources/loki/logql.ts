/** A string of LogQL, quoted as Go does. */
export const quoted = (text: string) => JSON.stringify(text);

/** Lines of these services. Label values match as a whole. */
export const selector = (label: string, services: string[]) => `{${label}=~${quoted(services.map(literal).join('|'))}}`;

/** Of these lines those that have one of the phrases, in whatever case. */
export const having = (phrases: string[]) => `|~ ${quoted(`(?i)(${phrases.map(literal).join('|')})`)}`;

/** How many lines by a label, of so many seconds. */
export const counted = (label: string, lines: string, seconds: number) =>
  `sum by (${label}) (count_over_time(${lines} [${Math.max(1, Math.round(seconds))}s]))`;

const literal = (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
