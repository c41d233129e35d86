import { isOfLogs, type LogFindings } from '@autocura/common';
import type { PrometheusSource } from '../prometheus';
import type { LogSource } from './logSource';

/** Whoever is asked what was measured. */
export interface Source extends Pick<PrometheusSource, 'measure' | 'series' | 'courses'> {
  /** Absent where no logs are kept. */
  findings?(services: string[], since: Date, to: Date): Promise<LogFindings | undefined>;
}

/** Prometheus and logs as one, each asked what it knows. Without logs nobody is asked what only logs tell. */
export const sourceOf = (
  prometheus: Omit<Source, 'findings'>,
  logs?: Pick<LogSource, 'measure' | 'findings'>,
): Source => ({
  async measure(questions, options) {
    const ofMetrics = questions.filter(({ signal }) => !isOfLogs(signal));
    const [measured, logged] = await Promise.all([
      prometheus.measure(ofMetrics, options),
      logs ? logs.measure(questions, options) : [],
    ]);
    return [...measured, ...logged];
  },
  async series(evidence, from, to) {
    const charted = await prometheus.series(evidence.filter(isCharted), from, to);
    const byId = new Map(charted.map(piece => [piece.id, piece]));
    return evidence.map(piece => byId.get(piece.id) ?? piece);
  },
  courses: (services, signals, from, to, step) => prometheus.courses(services, signals, from, to, step),
  ...(logs && { findings: (services, since, to) => logs.findings(services, since, to) }),
});

const isCharted = ({ source }: { source: string }) => source === 'prometheus';
