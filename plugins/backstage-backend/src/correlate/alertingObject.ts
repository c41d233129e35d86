import type { Alert, Incident } from '@autocura/common';
import { isOnlyPredicted } from '@autocura/common';
import { identities } from './scope';
import type { SickObject } from './sickObject';
import { nodeOf, sickObject } from './sickObject';

/** A sick object with all its alerts that are looked at together. */
export interface AlertingObject {
  id: string;
  /** What an incident calls it. */
  name: string;
  kind: SickObject['kind'] | 'unnamed';
  cluster: string;
  /** Nodes its alerts say it runs on. */
  nodes: Set<string>;
  /** When its alerts began, epoch milliseconds, ascending. */
  starts: number[];
  /** When the first of those began that still fire, or of all; `Infinity` for what is only predicted. */
  began: number;
}

export interface SpeakingAlert {
  key: string;
  labels: Record<string, string>;
  /** Absent where nothing has begun yet. */
  startsAt?: string;
  status?: Alert['status'];
}

/** What an incident speaks by: its alerts, or, while it has none, the service that something is predicted of. */
export const speakersOf = (incident: Incident): SpeakingAlert[] =>
  isOnlyPredicted(incident)
    ? [{ key: `predicted ${incident.id}`, labels: { service: incident.service } }]
    : incident.alerts;

export type Identify = (alert: SpeakingAlert) => Omit<AlertingObject, 'nodes' | 'starts' | 'began'>;

/** Who each alert speaks of, seen beside all that is known. An alert that names nobody is an object of its own. */
export function identifier(known: SpeakingAlert[]): Identify {
  const distinct = new Map<string, SickObject>();
  const objectOf = (labels: SpeakingAlert['labels']) => {
    const object = sickObject(labels);
    if (object === undefined) return undefined;
    const words = `${object.kind}\n${object.cluster ?? '\n'}\n${object.namespace ?? '\n'}\n${object.name}`;
    const same = distinct.get(words) ?? object;
    distinct.set(words, same);
    return same;
  };
  const objects = new Map(known.map(({ key, labels }) => [key, objectOf(labels)]));
  const identify = identities([...distinct.values()]);
  const found = new Map<SickObject, ReturnType<Identify>>();
  return ({ key, labels }) => {
    const object = objects.get(key) ?? objectOf(labels);
    if (object === undefined)
      return { id: `alert ${fingerprintOf(key)}`, name: 'unknown', kind: 'unnamed', cluster: '' };
    const identity = found.get(object) ?? { name: object.name, kind: object.kind, ...identify(object) };
    found.set(object, identity);
    return identity;
  };
}

/** The object of each alert, by the alert's key. */
export function alertingObjects(alerts: SpeakingAlert[], identify: Identify): Map<string, AlertingObject> {
  const byId = new Map<string, AlertingObject>();
  const byKey = new Map<string, AlertingObject>();
  for (const alert of alerts) {
    const identity = identify(alert);
    const object = byId.get(identity.id) ?? { ...identity, nodes: new Set(), starts: [], began: Infinity };
    byId.set(object.id, object);
    byKey.set(alert.key, object);
    if (alert.startsAt !== undefined) {
      const start = Date.parse(alert.startsAt);
      object.starts.push(start);
      if (alert.status === 'firing') object.began = Math.min(object.began, start);
    }
    const node = nodeOf(alert.labels);
    if (node !== undefined) object.nodes.add(node);
  }
  for (const object of byId.values()) {
    object.starts.sort((a, b) => a - b);
    if (object.began === Infinity) object.began = object.starts[0] ?? Infinity;
  }
  return byKey;
}

const fingerprintOf = (key: string) => key.slice(0, key.indexOf('@'));
