import type { AutocuraClient, Incident, IncidentStory } from '@autocura/common';
import { persistent } from './persistent';
import type { Named, Run } from './types';

/** Every incident that opened since then, with its events, the oldest first. */
export const storiesOf = (
  client: Pick<AutocuraClient, 'incidents' | 'incident'>,
  since: Date,
): Promise<IncidentStory[]> =>
  persistent(async () => {
    const { items } = await client.incidents({ order: 'newest', limit: 200 });
    const own = items.filter(({ openedAt }) => openedAt >= since.toISOString()).reverse();
    return Promise.all(own.map(({ id }) => client.incident(id)));
  });

/** Nothing goes on by itself any more: it ended, or people were called, or it waits for them or only watches. */
export const atRest = ({ phase, mergedInto }: Pick<Incident, 'phase' | 'mergedInto'>) =>
  mergedInto !== undefined || ['resolved', 'expired', 'escalated', 'proposed', 'observed'].includes(phase);

const seconds = (iso: string) => Date.parse(iso) / 1000;

/** What Autocura said: when its first incident opened, when it first foresaw one, what it named, and when it first claimed to have healed. */
export function saidBy(
  stories: IncidentStory[],
): Pick<Run, 'incidentAt' | 'predictedAt' | 'named' | 'located' | 'claimedAt'> {
  const events = stories.flatMap(({ timeline }) => timeline).sort((a, b) => seconds(a.at) - seconds(b.at));
  const opened = stories.map(({ incident }) => seconds(incident.openedAt));
  const [located] = events.flatMap(
    event => (event.type === 'incident.diagnosed' && event.data.diagnosis.located) || [],
  );
  const [foreseen] = events.filter(event => event.type === 'incident.predicted');
  const claims = events.filter(event => event.type === 'incident.resolved' && event.data.how === 'healed');
  return {
    incidentAt: opened.length > 0 ? Math.min(...opened) : null,
    ...(foreseen && { predictedAt: seconds(foreseen.at) }),
    named: events.flatMap((event): Named[] => {
      if (event.type === 'incident.diagnosed') {
        const [first] = event.data.diagnosis.hypotheses;
        if (!first) return [];
        const { service, failureMode, standing } = first;
        return [{ at: seconds(event.at), service, failureMode, committed: standing !== 'inconclusive' }];
      }
      if (event.type === 'incident.acting') {
        const { service, failureMode } = event.data.attempt;
        return [{ at: seconds(event.at), service, failureMode, committed: true }];
      }
      return [];
    }),
    ...(located && { located: located.abstains ? null : (located.services[0]?.service ?? null) }),
    claimedAt: claims[0] ? seconds(claims[0].at) : null,
  };
}
