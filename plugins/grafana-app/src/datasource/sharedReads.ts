import type { AutocuraClient } from '@autocura/common';
import type { Reader } from './queries';

/** Asks the same question once, however many queries of a panel have it. */
export function sharedReads(client: AutocuraClient): Reader {
  const answers = new Map<string, Promise<unknown>>();
  const once =
    <A extends unknown[], T>(name: string, ask: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      const key = JSON.stringify([name, ...args]);
      const answer = (answers.get(key) as Promise<T> | undefined) ?? ask(...args);
      answers.set(key, answer);
      return answer;
    };
  return {
    incidents: once('incidents', query => client.incidents(query)),
    incident: once('incident', id => client.incident(id)),
    services: once('services', () => client.services()),
    service: once('service', name => client.service(name)),
    history: once('history', query => client.history(query)),
    predictions: once('predictions', query => client.predictions(query)),
    thresholds: once('thresholds', () => client.thresholds()),
    bands: once('bands', (threshold, period, service) => client.bands(threshold, period, service)),
    sizings: once('sizings', query => client.sizings(query)),
    problems: once('problems', service => client.problems(service)),
    topology: once('topology', () => client.topology()),
    sources: once('sources', () => client.sources()),
    brake: once('brake', () => client.brake()),
  };
}
