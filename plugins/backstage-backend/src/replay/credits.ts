import type { Incident, IncidentEvent, Outcome } from '@autocura/common';
import { isOnlyPredicted } from '@autocura/common';
import type { Trial, WorthRow } from '../learn';

interface Cause {
  failureMode: string;
  service: string;
}
interface Credit extends Cause {
  action: string;
  outcome: Outcome;
  at: string;
}

/**
 * What remedies were worth at a moment of the past, from the events until then: what the store's read model tells of
 * the present. A remedy counts once an episode, by its last outcome; a heal whose cause was denied does not count.
 */
export class Credits {
  private readonly credits = new Map<string, Credit>();
  private readonly denials = new Map<string, Cause>();
  private readonly heals: (Cause & { at: string })[] = [];
  private rows: WorthRow[] | undefined;

  take(event: IncidentEvent, incident: Pick<Incident, 'id' | 'episode' | 'attempts' | 'began' | 'alerts'>) {
    const { id, episode, attempts } = incident;
    if (event.type === 'incident.verified') {
      const attempt = attempts.find(({ key }) => key === event.data.key);
      if (!attempt || (event.data.outcome === 'healed' && isOnlyPredicted(incident))) return;
      const { failureMode, service, step } = attempt;
      if (event.data.outcome === 'healed') this.heals.push({ failureMode, service, at: event.data.verifiedAt });
      const credit = {
        failureMode,
        service,
        action: step.action,
        outcome: event.data.outcome,
        at: event.data.verifiedAt,
      };
      this.credits.set(keyOf(episodeKey(id, episode), failureMode, service, step.action), credit);
    } else if (event.type === 'incident.feedback') {
      const cause = causeOf(event.data.hypothesis);
      const key = keyOf(episodeKey(id, episode), cause.failureMode, cause.service);
      if (event.data.right) this.denials.delete(key);
      else this.denials.set(key, cause);
    } else return;
    this.rows = undefined;
  }

  worth(): WorthRow[] {
    return (this.rows ??= this.count());
  }

  /** How often the cause was healed there since then. That people took note of it meanwhile is not known here. */
  healsSince(service: string, failureMode: string, since: Date): number {
    return this.heals.filter(
      heal => heal.service === service && heal.failureMode === failureMode && Date.parse(heal.at) > since.getTime(),
    ).length;
  }

  /** How remedies fared at these services. */
  trials(services: string[]): Trial[] {
    return [...this.credits]
      .filter(([key, credit]) => services.includes(credit.service) && this.counts(key, credit))
      .map(([, credit]) => credit);
  }

  /** A person said in that episode that the cause was another. */
  isDenied(episode: string, { failureMode, service }: Cause): boolean {
    return this.denials.has(keyOf(episode, failureMode, service));
  }

  private counts(key: string, credit: Credit) {
    const [episode = ''] = JSON.parse(key) as string[];
    return credit.outcome !== 'healed' || !this.isDenied(episode, credit);
  }

  private count(): WorthRow[] {
    const rows = new Map<string, WorthRow>();
    const row = (cause: Cause, action: string) => {
      const key = keyOf(cause.failureMode, action, cause.service);
      const known = rows.get(key) ?? { ...nothing, failureMode: cause.failureMode, service: cause.service, action };
      rows.set(key, known);
      return known;
    };
    for (const [key, credit] of this.credits) {
      if (this.counts(key, credit)) row(credit, credit.action)[counters[credit.outcome]] += 1;
    }
    for (const cause of this.denials.values()) row(cause, '').denied += 1;
    return [...rows.values()];
  }
}

export const episodeKey = (id: string, episode: number) => `${id} ${episode}`;

const keyOf = (...parts: string[]) => JSON.stringify(parts);

/** A hypothesis is named `<service>/<failure mode>`; a service may hold slashes, a failure mode does not. */
function causeOf(hypothesis: string): Cause {
  const slash = hypothesis.lastIndexOf('/');
  return { service: hypothesis.slice(0, slash), failureMode: hypothesis.slice(slash + 1) };
}

const counters = { healed: 'healed', 'not healed': 'notHealed', worse: 'worse', inconclusive: 'inconclusive' } as const;
const nothing = { healed: 0, notHealed: 0, worse: 0, inconclusive: 0, denied: 0 };
