import { hasEnded, type Incident, type IncidentQuery } from '@autocura/common';
import { phaseColors, outcomeColors, severityColors } from '../colors';
import { choices, numbers, texts as textsField, times, wordMapping } from '../fields';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import { pagesOf } from './pagesOf';
import type { QueryKind } from './queryKind';
import { tooMany } from './tooMany';

/** Incidents that opened in the time range, or all that are open now; the newest first. */
export const incidents: QueryKind = {
  id: 'incidents',
  takes: ['service', 'phase', 'open'],
  async frames({ query, range, reader, words, texts }) {
    const { service, phase, open } = query;
    const narrowed: IncidentQuery = {
      ...(service && { service }),
      ...(phase && { phase }),
      ...(open && { open }),
    };
    const { items, truncated } = await pagesOf({
      ask: page => reader.incidents({ ...narrowed, ...page }),
      timeOf: ({ openedAt }) => openedAt,
      ...(!open && { range }),
    });
    const { labels } = words;
    const { columns } = texts;
    const of = <T>(read: (incident: Incident) => T) => items.map(read);
    return [
      frame(
        query,
        'incidents',
        [
          times(
            'opened',
            columns.opened,
            of(({ openedAt }) => openedAt),
          ),
          textsField(
            'incident',
            labels.incident,
            of(({ id }) => id),
            [incidentLink(words)],
          ),
          textsField(
            'title',
            columns.title,
            of(({ title }) => title),
          ),
          textsField(
            'service',
            labels.service,
            of(incident => incident.service),
            [serviceLink(words)],
          ),
          choices(
            'severity',
            columns.severity,
            of(({ severity }) => severity),
            wordMapping(words.severities, severityColors),
          ),
          choices(
            'phase',
            columns.phase,
            of(incident => incident.phase),
            wordMapping(words.phases, phaseColors),
          ),
          textsField(
            'cause',
            labels.cause,
            of(incident => causeOf(incident, words.failureModes)),
          ),
          textsField(
            'action',
            labels.action,
            of(({ attempts }) => attempts.at(-1)?.step.action),
          ),
          choices(
            'outcome',
            labels.outcome,
            of(({ attempts }) => attempts.at(-1)?.outcome),
            wordMapping(words.outcomes, outcomeColors),
          ),
          times('ended', columns.ended, of(endOf)),
          numbers(
            'duration',
            columns.duration,
            of(incident => lastedMs(incident, Date.now())),
            { unit: 'ms' },
          ),
          numbers(
            'alerts',
            labels.alerts,
            of(({ alerts, alertCount }) => alertCount ?? alerts.length),
          ),
        ],
        tooMany(truncated, texts),
      ),
    ];
  },
};

function causeOf({ diagnosis }: Incident, names: Partial<Record<string, string>>): string | undefined {
  const [first] = diagnosis?.hypotheses ?? [];
  return first && (names[first.failureMode] ?? first.title);
}

const endOf = (incident: Incident) =>
  incident.phase === 'resolved' ? incident.resolvedAt : hasEnded(incident) ? incident.updatedAt : undefined;

const lastedMs = (incident: Incident, now: number) => {
  const end = endOf(incident);
  return (end === undefined ? now : Date.parse(end)) - Date.parse(incident.openedAt);
};
