import { type Edge, type Evidence, type Measurement, missing, type Question, type SignalName } from '@autocura/common';
import type { Course } from '../../diagnose';
import type { Stretch, Usual } from '../../usual';
import { coursesIn } from './courses';
import { PrometheusClient, type PrometheusClientOptions, PrometheusError } from './client';
import { defaultWindows, families, type Family, type Reading, type Windows } from './families';
import { type Answer, answers, evidenceOf, type Group, grouped, joined, measured } from './evidence';
import { Presence, presenceQuery } from './presence';
import { type Promql, promql, seconds } from './promql';
import { type NamedDatabase, Reaching } from './reaching';
import { byDatabase, byLabel, byPods, type Reach } from './scopes';

export interface PrometheusSourceOptions extends PrometheusClientOptions {
  windows?: { [K in keyof Windows]?: number | undefined };
  database?: NamedDatabase;
  /** How long to trust what was found about families and labels; default 30 s. */
  presenceMs?: number;
  now?: () => Date;
}

/** Of all pieces of one charting together, about 20 bytes each. */
const mostPoints = 1200;
/** However many families and labels tell of a neighbourhood: a sick Prometheus is not to be kept down. */
const mostCourseQueries = 30;

/** Turns questions into PromQL and answers into evidence. */
export class PrometheusSource {
  private readonly client: PrometheusClient;
  private readonly windows: Windows;
  private readonly reaching: Reaching;
  private readonly database: NamedDatabase;
  private readonly now: () => Date;
  private presence?: { at: number; askedAt: number; found: Promise<Presence> };

  constructor(private readonly options: PrometheusSourceOptions) {
    this.client = new PrometheusClient(options);
    const given = Object.entries(options.windows ?? {}).filter(([, value]) => value !== undefined);
    this.windows = { ...defaultWindows, ...Object.fromEntries(given) };
    this.database = options.database ?? { service: 'postgres' };
    this.reaching = new Reaching(families(this.database.service), this.database, this.windows);
    this.now = options.now ?? (() => new Date());
  }

  /**
   * Answers every question, each once, one query a signal however many services are asked about. What cannot be
   * answered is `missing` with the reason; nothing throws. `normal` is the median of what was
   * usual: of the window that ends at `before`, twice as long and without these stretches where there are any.
   */
  async measure(questions: Question[], options: Usual & { at?: Date } = {}): Promise<Evidence[]> {
    const at = options.at ?? this.now();
    const groups = grouped(questions);
    try {
      const presence = await this.look(questions, at);
      const answered = await Promise.all(groups.map(group => this.ask(group, presence, at, options)));
      return answered.flat();
    } catch (error) {
      if (!(error instanceof PrometheusError)) throw error;
      return groups.flatMap(group =>
        this.allMissing(group, group.services, this.reaching.offering(group), at, error.message),
      );
    }
  }

  /**
   * The same evidence with its course between two times; as it came where there is none. At most 300 points a piece,
   * fewer when there are many pieces: an incident keeps them all.
   */
  async series(evidence: Evidence[], from: Date, to: Date): Promise<Evidence[]> {
    const points = Math.max(30, Math.min(300, Math.floor(mostPoints / Math.max(1, evidence.length))));
    const step = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000 / (points - 1)));
    return Promise.all(
      evidence.map(async piece => {
        if (!piece.query) return piece;
        try {
          const lines = await this.client.queryRange(piece.query, from, to, step);
          const series = joined(
            piece.question.signal,
            lines.flatMap(line => line.points),
          );
          return series.length > 0 ? { ...piece, series } : piece;
        } catch (error) {
          if (error instanceof PrometheusError) return piece;
          throw error;
        }
      }),
    );
  }

  /**
   * How these signals went from one time to another, `step` seconds apart, calls by whom they went to: one query a
   * signal, family and label, 30 at most, and each signal is asked for once before any is asked for again. What nobody
   * tells has no course; nothing throws.
   */
  async courses(services: string[], signals: SignalName[], from: Date, to: Date, step: number): Promise<Course[]> {
    try {
      const presence = services.length > 0 ? await this.find(to) : new Presence([], []);
      const budget = { left: mostCourseQueries };
      const asked = signals.map(signal => {
        const by = signal.startsWith('calls.') ? { by: 'peer' as const } : {};
        return this.coursesOf({ signal, services, ...by }, presence, { from, to, step }, budget);
      });
      return (await Promise.all(asked)).flat();
    } catch (error) {
      if (error instanceof PrometheusError) return [];
      throw error;
    }
  }

  private async coursesOf(
    group: Group,
    presence: Presence,
    when: { from: Date; to: Date; step: number },
    budget: { left: number },
  ) {
    const found: Course[] = [];
    for (const family of this.reaching.offering(group)) {
      const open = group.services.filter(service => !found.some(course => course.service === service));
      for (const { reach, reading, services } of this.reaching.of(family, group, open, presence)) {
        if (budget.left === 0) return found;
        budget.left -= 1;
        try {
          const lines = await this.client.queryRange(reading.query(reach.scope).text, when.from, when.to, when.step);
          found.push(...coursesIn(lines, group.signal, reach, services));
        } catch (error) {
          if (!(error instanceof PrometheusError)) throw error;
        }
      }
    }
    return found;
  }

  /** Who calls whom, as seen in the callers' own metrics. Throws `PrometheusError`. */
  async edges(): Promise<Edge[]> {
    const presence = await this.find(this.now());
    const group: Group = { signal: 'calls.rate', by: 'peer', services: [] };
    const edges: Edge[] = [];
    for (const family of this.reaching.offering(group)) {
      const services = presence.services(family.id);
      const windows = { ...this.windows, rate: Math.max(this.windows.rate, this.windows.memory) };
      for (const { reach, reading } of this.reaching.of(family, group, services, presence, windows)) {
        const rows = await this.client.query(reading.query(reach.scope).text, this.now());
        for (const [from, { parts }] of answers(rows, reach))
          for (const [to, rate] of Object.entries(parts))
            if (rate > 0 && from !== to) edges.push({ from, to, known: 'traffic' });
      }
    }
    return edges;
  }

  /** Services that have metrics of their own, sorted. Throws `PrometheusError`. */
  async services(): Promise<string[]> {
    const presence = await this.find(this.now());
    const named = this.reaching.families
      .filter(family => family.namesServices)
      .flatMap(family => presence.services(family.id));
    const database = this.reaching.families.some(family => family.naming === 'database' && presence.has(family.id));
    return [...new Set(database ? [...named, this.database.service] : named)].sort();
  }

  private async ask(group: Group, presence: Presence, at: Date, usual: Usual): Promise<Evidence[]> {
    const evidence: Evidence[] = [];
    const tried: Family[] = [];
    let reason = `no known metric tells ${group.signal}${group.by ? ` by ${group.by}` : ''}`;
    let open = group.services;
    for (const family of this.reaching.offering(group)) {
      for (const { reach, reading, services } of this.reaching.of(family, group, open, presence)) {
        if (!tried.includes(family)) tried.push(family);
        try {
          const found = await this.answersTo(reading, reach, services, at);
          const normal = group.normal
            ? await this.normal(reading, reach, services, { before: at, ...usual })
            : new Map<string, Answer>();
          for (const [service, answer] of found)
            evidence.push(
              this.answered(group, service, family, presence, measured(group, answer, normal.get(service), at), at),
            );
          open = open.filter(service => !found.has(service));
          reason = 'no data at this time';
        } catch (error) {
          if (!(error instanceof PrometheusError)) throw error;
          reason = error.message;
          if (error.unreachable) return [...evidence, ...this.allMissing(group, open, tried, at, reason)];
        }
      }
    }
    const named = tried.length > 0 ? tried : this.reaching.offering(group);
    return [...evidence, ...this.allMissing(group, open, named, at, reason)];
  }

  private allMissing = (group: Group, services: string[], tried: Family[], at: Date, reason: string) =>
    services.map(service => this.unanswered(group, service, tried, at, reason));

  private async answersTo(reading: Reading, reach: Reach, services: string[], at: Date) {
    const rows = await this.client.query(reading.query(reach.scope).text, at);
    return answers(rows, reach, services);
  }

  private async normal(reading: Reading, reach: Reach, services: string[], usual: Usual & { before: Date }) {
    const { before, except = [] } = usual;
    const normal = this.windows.normal * (except.length > 0 ? 2 : 1);
    const step = seconds(Math.max(1, this.windows.normal / 60));
    const calm = except.reduce(without, reading.query(reach.scope));
    const median = promql`quantile_over_time(0.5, (${calm})[${seconds(normal)}:${step}])`;
    try {
      return answers(await this.client.query(median.text, before), reach, services);
    } catch (error) {
      // What was usual is a comparison; the answer stands without it.
      if (error instanceof PrometheusError) return new Map<string, Answer>();
      throw error;
    }
  }

  private answered(
    group: Group,
    service: string,
    family: Family,
    presence: Presence,
    measurement: Measurement,
    at: Date,
  ) {
    const [own] = this.reaching.of(family, group, [service], presence);
    return evidenceOf(group, service, family.id, own?.reading.query(own.reach.scope).text ?? '', measurement, at);
  }

  private unanswered(group: Group, service: string, tried: Family[], at: Date, reason: string): Evidence {
    const family = tried.find(one => one.naming !== 'database' || service === this.database.service);
    const reading = family?.signals[group.signal];
    const reach =
      family?.naming === 'pods'
        ? byPods([service], group.by, this.windows)
        : family?.naming === 'database'
          ? byDatabase(this.database.matchers ?? {}, this.windows)
          : byLabel(family?.labels?.[0] ?? 'service_name', [service], group.by, this.windows);
    const query = reading ? reading.query(reach.scope).text : '';
    return evidenceOf(group, service, tried.map(one => one.id).join(', '), query, missing(reason), at);
  }

  private async look(questions: Question[], at: Date): Promise<Presence> {
    return questions.length > 0 ? this.find(at) : new Presence([], []);
  }

  private find(at: Date): Promise<Presence> {
    const trust = this.options.presenceMs ?? 30_000;
    const askedAt = this.now().getTime();
    const known = this.presence;
    if (known && askedAt - known.askedAt < trust && Math.abs(at.getTime() - known.at) < trust) return known.found;
    const query = presenceQuery(this.reaching.families, this.windows.memory);
    const found = this.client
      .query(query.text, at)
      .then(rows => new Presence(rows, this.reaching.families))
      .catch(error => {
        // Too busy to look around: what was found before is most likely still so.
        if (known && error instanceof PrometheusError && !error.unreachable) return known.found;
        throw error;
      });
    const presence = { at: at.getTime(), askedAt, found };
    this.presence = presence;
    // A failure is not worth remembering.
    found.catch(() => {
      if (this.presence === presence) delete this.presence;
    });
    return found;
  }
}

const without = (query: Promql, { from, until }: Stretch) =>
  promql`(${query}) unless on() (vector(time()) >= ${from.getTime() / 1000} <= ${until.getTime() / 1000})`;
