import type { LogLine } from '../input';
import { templateOf } from '../logs/template';

/** A line of a kind that was not written before, as it was written first. `time` in Unix seconds. */
export interface NewLine {
  service: string;
  time: number;
  message: string;
}

/** The first line of each kind and service, the oldest first. */
export function firstLines(lines: LogLine[]): NewLine[] {
  const first = new Map<string, NewLine>();
  for (const { timeUs, service, message } of lines) {
    const key = `${service} ${templateOf(message).text}`;
    const known = first.get(key);
    if (!known || timeUs / 1e6 < known.time) first.set(key, { service, time: timeUs / 1e6, message });
  }
  return [...first.values()].sort((a, b) => a.time - b.time);
}
