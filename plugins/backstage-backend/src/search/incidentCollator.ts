import type { AutocuraClient } from '@autocura/common';
import { type Incident } from '@autocura/common';
import type { DocumentCollatorFactory, IndexableDocument } from '@backstage/plugin-search-common';
import { Readable } from 'node:stream';
import { permissions } from '../access/permissions';
import { resourceRefOf } from '../access/serviceResource';

/** An incident as the search of Backstage knows it. */
export interface IncidentDocument extends IndexableDocument {
  service: string;
  severity: Incident['severity'];
  phase: Incident['phase'];
}

const atOnce = 100;

/** Reads all incidents anew each time an index is built, the newest first, `most` of them. */
export function incidentCollator(client: Pick<AutocuraClient, 'incidents'>, most = 10_000): DocumentCollatorFactory {
  async function* documents(): AsyncGenerator<IncidentDocument> {
    let cursor: string | undefined;
    for (let read = 0; read < most; read += atOnce) {
      const { items, next } = await client.incidents({ limit: atOnce, ...(cursor !== undefined && { cursor }) });
      for (const incident of items) yield documentOf(incident);
      if (next === undefined) return;
      cursor = next;
    }
  }
  return {
    type: 'autocura-incident',
    visibilityPermission: permissions['autocura.incident.read'],
    getCollator: async () => Readable.from(documents()),
  };
}

function documentOf(incident: Incident): IncidentDocument {
  const { id, title, service, severity, phase, alerts, diagnosis } = incident;
  const names = [...new Set(alerts.map(({ name }) => name))];
  const causes = diagnosis?.hypotheses.map(one => `${one.title} (${one.failureMode})`) ?? [];
  return {
    title,
    text: [service, severity, phase, ...names, ...causes].join(' · '),
    location: `/autocura/incidents/${encodeURIComponent(id)}`,
    authorization: { resourceRef: resourceRefOf(incident) },
    ...{ service, severity, phase },
  };
}
