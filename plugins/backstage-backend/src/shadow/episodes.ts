import type { Agreement, IncidentEvent, PersonAct, Plan, ShadowedEpisode, Stored, WouldBe } from '@autocura/common';
import { agrees } from './agrees';

type Told = ShadowedEpisode['people'][number];

/** What an episode is told by, as far as it was read. */
interface Read {
  head: Pick<ShadowedEpisode, 'incidentId' | 'episode' | 'title' | 'service' | 'openedAt'>;
  cause?: NonNullable<ShadowedEpisode['cause']>;
  would?: WouldBe;
  people: Told[];
  acted: boolean;
  ended?: Pick<ShadowedEpisode, 'endedAt' | 'how'>;
}

/** The episodes of one incident, from its events in their order. One that went on in another incident is told there. */
export function episodesOf(events: Stored<IncidentEvent>[]): ShadowedEpisode[] {
  const episodes: Read[] = [];
  for (const event of events) {
    if (event.type === 'incident.opened' && event.data.began === 'storm') return [];
    if (event.type === 'incident.merged') episodes.pop();
    else if (event.type === 'incident.opened' || event.type === 'incident.reopened')
      episodes.push(begun(event, episodes.at(-1)));
    else {
      const last = episodes.at(-1);
      if (last) take(last, event);
    }
  }
  return episodes.map(told);
}

function begun(event: Extract<Stored<IncidentEvent>, { type: 'incident.opened' | 'incident.reopened' }>, last?: Read) {
  const incidentId = event.stream.slice(event.stream.indexOf('/') + 1);
  const { data } = event;
  const service = 'service' in data ? data.service : data.alert.service;
  const title = data.title ?? last?.head.title ?? service;
  const head = { incidentId, episode: (last?.head.episode ?? 0) + 1, title, service, openedAt: event.at };
  return { head, people: [], acted: false };
}

function take(read: Read, event: Stored<IncidentEvent>) {
  switch (event.type) {
    case 'incident.rerooted':
      read.head = { ...read.head, service: event.data.service, title: event.data.title };
      return;
    case 'incident.diagnosed': {
      const [first] = event.data.diagnosis.hypotheses;
      if (!first || first.standing === 'inconclusive') return;
      const { title, service, failureMode } = first;
      read.cause ??= { at: event.at, title, service, failureMode };
      return;
    }
    case 'incident.observed':
    case 'incident.proposed':
      read.would ??= wouldBe(event.data.plan, event.at);
      return;
    case 'incident.person-acted': {
      read.people.push(event.data.act);
      return;
    }
    case 'incident.person-verified': {
      const { id, outcome, verifiedAt } = event.data;
      read.people = read.people.map(act => (act.id === id ? { ...act, outcome, verifiedAt } : act));
      return;
    }
    case 'incident.acting': {
      const { key, by, step, intendedAt } = event.data.attempt;
      // What a person approved or asked for is what that person did.
      if (by === undefined) read.acted = true;
      else read.people.push({ id: key, at: intendedAt, by, says: `${step.action} ${step.target}`, step });
      return;
    }
    case 'incident.verified': {
      const { key, outcome, verifiedAt } = event.data;
      read.people = read.people.map(act => (act.id === key ? { ...act, outcome, verifiedAt } : act));
      return;
    }
    case 'incident.marked': {
      if (event.data.digest === read.would?.digest)
        read.would = { ...read.would, mark: { ...event.data, at: event.at } };
      return;
    }
    case 'incident.resolved':
      read.ended = { endedAt: event.data.endedAt ?? event.at, how: event.data.how };
      return;
    case 'incident.expired':
      read.ended = { endedAt: event.at };
  }
}

function wouldBe({ step, says, hypothesis, digest }: Plan, at: string): WouldBe {
  return { at, step, says, failureMode: hypothesis.slice(hypothesis.lastIndexOf('/') + 1), digest };
}

function told({ head, cause, would, people, acted, ended }: Read): ShadowedEpisode {
  const same = would && people.find(act => agrees(would.step, act));
  const saved = would && same?.outcome === 'healed' ? minutesBetween(would.at, same.at) : undefined;
  return {
    ...head,
    ...ended,
    ...(cause && { cause }),
    ...(would && { would }),
    people: people.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(withoutEvidence),
    agreement: agreementOf({ acted, would, same, people }),
    ...(saved !== undefined && { minutesSaved: saved }),
  };
}

function agreementOf({
  acted,
  would,
  same,
  people,
}: Pick<Read, 'acted' | 'people'> & { would: WouldBe | undefined; same: Told | undefined }): Agreement {
  if (acted) return 'acted';
  if (would) return same ? 'agrees' : people.length > 0 ? 'differs' : 'only autocura';
  return people.length > 0 ? 'only people' : 'neither';
}

const minutesBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 6_000) / 10;

function withoutEvidence({ after: _, because: _because, ...act }: PersonAct): Told {
  return act;
}
