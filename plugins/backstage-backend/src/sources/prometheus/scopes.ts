import type { Question } from '@autocura/common';
import type { Scope, Windows } from './families';
import { literal, name, names, promql, regex, seconds } from './promql';

/** A question's reach: the labels its answer is read by, and how to ask it. */
export interface Reach {
  scope: Scope;
  /** The service a row speaks of, where the row says it. */
  serviceLabel?: string;
  partLabel?: string;
}

type By = Question['by'];

/** Services that carry their name in `label`. */
export function byLabel(label: string, services: string[], by: By, windows: Windows): Reach {
  const part = by === 'peer' ? 'peer' : by;
  return {
    serviceLabel: label,
    ...(part && { partLabel: part }),
    scope: {
      is: services.length === 1 ? promql`${name(label)}=${one(services)}` : promql`${name(label)}=~${services}`,
      by: names(part ? [label, part] : [label]),
      named: vector => vector,
      ...ranges(windows),
    },
  };
}

// Kubernetes ends generated names in letters and digits that cannot spell a word.
const safe = '[bcdfghjklmnpqrstvwxz2456789]';
const suffix = `(?:-${safe}{6,10}-${safe}{5}|-${safe}{5}|-[0-9]+)`;

/** Services whose pods carry their name: of a Deployment, a DaemonSet or a StatefulSet. */
export function byPods(services: string[], by: By, windows: Windows): Reach {
  // Longest first, so that a pod of `api-7` is not taken for one of `api`.
  const named = [...services].sort((a, b) => b.length - a.length).map(literal);
  const pattern = regex(`(${named.join('|')})${suffix}`);
  return {
    serviceLabel: 'workload',
    ...(by === 'instance' && { partLabel: 'pod' }),
    scope: {
      is: promql`pod=~${pattern}`,
      by: names(by === 'instance' ? ['workload', 'pod'] : ['workload']),
      named: vector => promql`label_replace(${vector}, "workload", "$1", "pod", ${pattern})`,
      ...ranges(windows),
    },
  };
}

/** The one database behind the exporter, chosen by labels where there are several. */
export function byDatabase(matchers: Record<string, string>, windows: Windows): Reach {
  const given = Object.entries(matchers).map(([label, value]) => promql`${name(label)}=${value}`);
  const is = given.reduce((all, next) => promql`${all}, ${next}`, promql`instance=~".*"`);
  return { scope: { is, by: promql``, named: vector => vector, ...ranges(windows) } };
}

const ranges = ({ rate, growth, events }: Windows) => ({
  rate: seconds(rate),
  growth: seconds(growth),
  events: seconds(events),
});

function one(services: string[]) {
  const [service] = services;
  if (!service) throw new Error('an empty label value would match series without the label');
  return service;
}
