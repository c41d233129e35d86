import { evidenceFrame } from './evidence';
import { seriesFrames } from './evidenceSeries';
import { hypothesesFrame } from './hypotheses';
import type { QueryKind } from './queryKind';

/** All that is known of an incident's cause, for the diagnosis panel. */
export const diagnosis: QueryKind = {
  id: 'diagnosis',
  takes: ['incident'],
  needs: 'incident',
  async frames(asked) {
    const { incident } = await asked.reader.incident(asked.query.incident ?? '');
    const known = incident.diagnosis;
    return [hypothesesFrame(asked, known), evidenceFrame(asked, known), ...seriesFrames(asked, known)];
  },
};
