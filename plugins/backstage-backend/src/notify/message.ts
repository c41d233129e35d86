import type { Incident, Notice, Words } from '@autocura/common';
import { explain, person } from '@autocura/common';

/** What a person is told, in their words, whatever the channel. */
export interface Message {
  /** The same however often it is sent. */
  key: string;
  /** The same for all that is said about one matter. */
  thread: string;
  about: 'call' | 'over';
  kind: Notice['kind'];
  incidentId: string;
  service: string;
  severity: Incident['severity'];
  subject: string;
  /** Whole sentences, the most important first. */
  lines: string[];
  /** Of the incident, where it is known at which address people open it. */
  link?: string;
  /** Of the plan that waits for a yes, where one does. */
  digest?: string;
  labels: Pick<Words['messages'], 'open' | 'acknowledge' | 'approve'>;
}

/** A page is read at night, on a telephone. */
const mostLines = 8;
const longestLine = 300;
const longestSubject = 120;

export interface Told {
  notice: Notice;
  /** As it is now; absent where it cannot be read. */
  incident?: Incident;
  about: Message['about'];
  key: string;
  words: Words;
  /** Where the incident is opened. */
  link?: string;
}

/** Pure: the same notice and incident give the same message. */
export function messageOf({ notice, incident, about, key, words, link }: Told): Message {
  const { messages, planned } = words;
  const subject = messages.subjects[notice.kind](notice.service);
  const alerts = incident ? (incident.alertCount ?? incident.alerts.length) : 0;
  const lines =
    about === 'over'
      ? [
          notice.title,
          messages.closed(notice.closed?.why ?? ''),
          ...(notice.acknowledged ? [messages.taken(person(notice.acknowledged.by))] : []),
        ]
      : [
          notice.title,
          messages.why(notice.reason),
          ...(incident && 'plan' in incident && notice.digest ? [messages.plan(planned(incident.plan))] : []),
          ...(incident?.diagnosis ? explain(incident.diagnosis, words).map(({ text }) => text) : []),
          ...(alerts > 0 ? [messages.alerts(alerts)] : []),
        ];
  const { open, acknowledge, approve } = messages;
  return {
    ...{ key, about, thread: notice.id, kind: notice.kind, incidentId: notice.incidentId, service: notice.service },
    severity: notice.severity,
    subject: clipped(about === 'over' ? messages.over(subject) : subject, longestSubject),
    lines: lines.map(line => clipped(line, longestLine)).slice(0, mostLines),
    ...(link !== undefined && { link }),
    ...(about === 'call' && notice.digest !== undefined && { digest: notice.digest }),
    labels: { open, acknowledge, approve },
  };
}

const clipped = (text: string, longest: number) => {
  const flat = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat;
};
