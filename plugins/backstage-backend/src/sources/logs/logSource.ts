import type { Evidence, LogFindings, LogPattern, Measurement, Question, SignalName } from '@autocura/common';
import { isOfLogs, missing, signals } from '@autocura/common';
import { firstError, mine, risen } from '../../diagnose/logs';
import { redact } from '../../redact';
import type { Usual } from '../../usual';
import { type Counted, type FoundPattern, type LogLine, LogsError, type LogStore, type Window } from './logStore';
import { phrases } from './phrases';

export interface LogSourceOptions {
  store: LogStore;
  /** Seconds that a line counts as of now; default 300. */
  windowS?: number;
  now?: () => Date;
}

/** The usual time is so many times as long as the time since. */
const usualTimes = 3;
/** Lines that are read of each time, where the store finds no patterns itself. */
const mostLines = 5000;
const mostTraces = 20;
const mostOfTraces = 500;
const longestText = 300;

/** Asks logs what metrics do not tell. What leaves it holds no secrets. */
export class LogSource {
  private readonly windowMs: number;
  private readonly now: () => Date;

  constructor(private readonly options: LogSourceOptions) {
    this.windowMs = (options.windowS ?? 300) * 1000;
    this.now = options.now ?? (() => new Date());
  }

  /**
   * How many lines a second tell of what is asked; nothing throws. A service that has written nothing at all, which is
   * no sign of being well, is `missing`. `normal` is the rate of the time that ends at `before`.
   */
  async measure(questions: Question[], options: Usual & { at?: Date } = {}): Promise<Evidence[]> {
    const at = options.at ?? this.now();
    const before = options.before ?? at;
    const asked = questions.filter(({ signal }) => isOfLogs(signal));
    if (asked.length === 0) return [];
    const services = [...new Set(asked.map(({ service }) => service))];
    const wanted = Object.fromEntries(
      [...new Set(asked.map(({ signal }) => signal))].map(signal => [signal, phrases[signal] ?? []]),
    );
    const now = { from: new Date(at.getTime() - this.windowMs), to: at };
    const usual = { from: new Date(before.getTime() - usualTimes * this.windowMs), to: before };
    try {
      const { store } = this.options;
      const [counts, usualCounts] = await Promise.all([
        store.count(services, wanted, now),
        asked.some(({ normal }) => normal) ? store.count(services, wanted, usual) : new Map<string, Counted>(),
      ]);
      return asked.map(question => {
        const { service, signal, normal } = question;
        const rate = (counted: Counted | undefined, window: Window) =>
          counted && ((counted.of[signal] ?? 0) * 1000) / lengthOf(window);
        const value = rate(counts.get(service), now);
        const usually = normal ? rate(usualCounts.get(service), usual) : undefined;
        if (value === undefined) return this.evidence(question, now, missing('it has written no log lines'));
        const measured = { value, at: at.toISOString(), ...(usually !== undefined && { normal: usually }) };
        return this.evidence(question, now, { state: 'measured', ...measured });
      });
    } catch (error) {
      if (!(error instanceof LogsError)) throw error;
      return asked.map(question => this.evidence(question, now, missing(redact(error.message))));
    }
  }

  /** What these services write since then and did not before, or far less often. Undefined where logs cannot be had. */
  async findings(services: string[], since: Date, to: Date): Promise<LogFindings | undefined> {
    const recent = { from: since, to };
    const usual = { from: new Date(since.getTime() - usualTimes * lengthOf(recent)), to: since };
    if (services.length === 0 || lengthOf(recent) <= 0) return { patterns: [] };
    try {
      const { store } = this.options;
      const found = (await store.patterns?.(services, usual, recent)) ?? (await this.mined(services, usual, recent));
      const kinds = risen(found, lengthOf(recent) / lengthOf(usual));
      const traces = [...new Set(kinds.flatMap(kind => (kind.isError ? kind.traces : [])))].slice(0, mostTraces);
      const first = traces.length > 0 ? firstError(await store.ofTraces(traces, recent, mostOfTraces)) : undefined;
      return {
        patterns: kinds.map(kind => toldOf(kind, usual, recent)),
        ...(first && { firstError: first }),
      };
    } catch (error) {
      if (error instanceof LogsError) return undefined;
      throw error;
    }
  }

  /** Patterns of the newest lines; where there are more than can be read, the times are shorter by as much. */
  private async mined(services: string[], usual: Window, recent: Window): Promise<FoundPattern[]> {
    const { store } = this.options;
    const [before, since] = [
      await store.lines(services, usual, mostLines),
      await store.lines(services, recent, mostLines),
    ];
    const [ofUsual, ofRecent] = [missedOf(before, usual), missedOf(since, recent)];
    return [...new Set(services)].flatMap(service => {
      const ours = ({ service: of }: LogLine) => of === service;
      const all = [
        ...before.filter(ours).map(line => ({ line, isSince: false })),
        ...since.filter(ours).map(line => ({ line, isSince: true })),
      ];
      return mine(all, ({ line }) => redact(line.message)).flatMap(({ text, lines }): FoundPattern[] => {
        const ofNow = lines.filter(({ isSince }) => isSince).map(({ line }) => line);
        const first = ofNow.reduce<LogLine | undefined>(
          (one, line) => (one && one.at <= line.at ? one : line),
          undefined,
        );
        if (!first) return [];
        return [
          {
            service,
            text,
            isError: ofNow.some(({ isError }) => isError),
            before: (lines.length - ofNow.length) * ofUsual,
            since: ofNow.length * ofRecent,
            firstAt: first.at,
            example: first.message,
            traces: [...new Set(ofNow.flatMap(({ trace }) => trace ?? []))].slice(0, mostTraces),
          },
        ];
      });
    });
  }

  private evidence(question: Question, window: Window, measurement: Measurement): Evidence {
    const { service, signal, normal } = question;
    const { store } = this.options;
    return {
      id: `${service}/${signal}@${window.to.getTime()}`,
      question: { service, signal, ...(normal && { normal }) },
      source: store.name,
      family: '',
      query: store.queryFor(service, phrases[signal] ?? [], window),
      unit: signals[signal].unit,
      measurement,
    };
  }
}

export const loggedSignals = Object.keys(phrases) as SignalName[];

const lengthOf = ({ from, to }: Window) => to.getTime() - from.getTime();

/** By how much what was read is to be multiplied, since only the newest lines were. */
function missedOf(lines: LogLine[], window: Window): number {
  const oldest = lines.length < mostLines ? undefined : lines.at(-1);
  return oldest ? lengthOf(window) / Math.max(1, window.to.getTime() - Date.parse(oldest.at)) : 1;
}

const toldOf = (kind: FoundPattern & { isNew: boolean }, usual: Window, recent: Window): LogPattern => {
  const perMinute = (count: number, window: Window) => Number(((count * 60_000) / lengthOf(window)).toPrecision(3));
  return {
    service: kind.service,
    text: redact(kind.example).slice(0, longestText),
    isError: kind.isError,
    isNew: kind.isNew,
    before: perMinute(kind.before, usual),
    now: perMinute(kind.since, recent),
    firstAt: kind.firstAt,
  };
};
