/** One quantity of a service over time. `times` in Unix seconds, ascending; NaN where nothing was sampled. */
export interface Series {
  service: string;
  metric: string;
  times: Float64Array;
  values: Float64Array;
}

/** A unit of work inside a trace. Times in microseconds since 1970; `parent` is a span's id, '' at the root. */
export interface Span {
  trace: string;
  id: string;
  parent: string;
  service: string;
  operation: string;
  startUs: number;
  durationUs: number;
  /** What it failed with. */
  error?: string;
}

export interface LogLine {
  timeUs: number;
  service: string;
  /** The span that wrote it, '' where unknown. */
  span: string;
  message: string;
}

/** What a person or a rule noticed. `metric` is the name as the rule has it; `time` in Unix seconds. */
export interface Noticed {
  service: string;
  metric: string;
  time: number;
}

/** Something that was changed: a commit, a release, a flag. `time` in Unix seconds. */
export interface ChangeRecord {
  id: string;
  kind: 'commit' | 'deploy' | 'flag';
  time: number;
  /** Where it went; undefined where only its files tell. */
  service?: string;
  message: string;
  files: string[];
  diff: string;
}

/** All that is known of a neighbourhood of services around one moment. */
export interface LocalizeInput {
  series: Series[];
  /** Which service calls which. */
  topology: (readonly [caller: string, callee: string])[];
  /** When the trouble was noticed, Unix seconds, give or take a minute; undefined: it is to be found. */
  at?: number;
  alert?: Noticed;
  spans: Span[];
  logs: LogLine[];
  /** Spans and lines of a time that is known to be good, whenever that was; they may be empty. */
  normalSpans: Span[];
  normalLogs: LogLine[];
  changes: ChangeRecord[];
  /** What the alerts say of it, in words. */
  said?: string[];
}
