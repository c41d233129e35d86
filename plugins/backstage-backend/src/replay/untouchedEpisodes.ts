import type { Incident, IncidentEvent } from '@autocura/common';
import { isOnlyPredicted } from '@autocura/common';
import type { Untouched } from '../learn';
import { type Credits, episodeKey } from './credits';

/**
 * Episodes up to the moment somebody acted, from the events until then: what the store's read model tells of the
 * present.
 */
export class UntouchedEpisodes {
  private readonly episodes = new Map<string, Untouched>();

  take(
    event: IncidentEvent,
    at: string,
    incident: Pick<Incident, 'id' | 'episode' | 'diagnosis' | 'began' | 'alerts'>,
  ) {
    const { id, episode, diagnosis } = incident;
    const key = episodeKey(id, episode);
    const known = this.episodes.get(key);
    const end = (ended: string, how: NonNullable<Untouched['how']>) => {
      if (known && known.ended === undefined) this.episodes.set(key, { ...known, ended, how });
    };
    switch (event.type) {
      case 'incident.diagnosed': {
        const [likely] = diagnosis?.hypotheses ?? [];
        if (!likely || known?.ended !== undefined || isOnlyPredicted(incident)) return;
        const { failureMode, service } = likely;
        this.episodes.set(key, { failureMode, service, began: known?.began ?? at });
        return;
      }
      case 'incident.acting':
      case 'incident.undoing':
      case 'incident.person-acted':
        end(at, 'acted');
        return;
      case 'incident.expired':
        end(at, 'cleared');
        return;
      case 'incident.resolved':
        if (event.data.how === 'healed') return;
        end(event.data.endedAt ?? at, event.data.how === 'by itself' ? 'cleared' : 'by a person');
        return;
      case 'incident.merged':
        this.episodes.delete(key);
    }
  }

  /** At these services, without those whose cause a person denied. */
  at(services: string[], credits: Pick<Credits, 'isDenied'>): Untouched[] {
    return [...this.episodes]
      .filter(([key, one]) => services.includes(one.service) && !credits.isDenied(key, one))
      .map(([, one]) => one);
  }
}
