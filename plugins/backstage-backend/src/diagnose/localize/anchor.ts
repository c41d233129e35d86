import { chosen, type Constants } from './constants';
import { type Blame, blameOf } from './blame';
import { type Symptom, symptomOf } from './cost';
import type { Deviation } from './deviation';
import { familyOf, isFlow } from './family';
import type { LocalizeInput } from './input';
import { senderOf } from './load';

/** How much a piece of evidence counts beside an alert, and who explains it away. */
export interface Anchored {
  worth: number;
  explainedBy?: string;
}

/** What a service suffers under a load that its caller sends it. */
const ofOverrun = 0.3;
/** From this share on a callee is named as the explanation. */
const explained = 0.5;

/**
 * An alert tells what to explain: evidence of its kind comes first, on services that it depends on, and a service is
 * excused as far as those it calls explain it. Without an alert the call graph is not used: nothing says from where to
 * look along it.
 */
export function anchorOf(
  deviations: Deviation[],
  { alert, topology }: Pick<LocalizeInput, 'alert' | 'topology'>,
  { ofAnotherKind, outOfReach }: Constants = chosen,
) {
  if (!alert) return (): Anchored => ({ worth: 1 });
  const symptom = symptomOf({ family: familyOf(alert.metric) });
  const blame: Record<Symptom, (service: string) => Blame> = {
    latency: blameOf(deviations, topology, 'latency'),
    failure: blameOf(deviations, topology, 'failure'),
  };
  const reached = reachOf(alert.service, topology);
  const sender = senderOf(deviations, topology);
  return (of: Deviation): Anchored => {
    const own = symptomOf(of);
    const passedOn = own ?? (queues(of) ? 'latency' : undefined);
    const { share, by } = passedOn ? blame[passedOn](of.service) : { share: 0, by: [] };
    const isOther = symptom !== undefined && (own ? own !== symptom : isFlow(of.family) || of.family === 'other');
    const far = topology.length > 0 && !reached.has(of.service);
    const sentBy = sender(of.service);
    const worth =
      (isOther ? ofAnotherKind : 1) * (far ? outOfReach : 1) * (1 - share) * (sentBy === undefined ? 1 : ofOverrun);
    const explainedBy = share >= explained ? by[0] : sentBy;
    return { worth, ...(explainedBy !== undefined && { explainedBy }) };
  };
}

/** What is held for the time of a call: by Little's law more of it is, the longer a callee takes. */
const queues = ({ family, metric }: Deviation) =>
  family === 'saturation' &&
  /pool|wait|pending|queue|backlog|in_?flight|concurren|worker|thread/.test(metric.toLowerCase());

function reachOf(service: string, topology: LocalizeInput['topology']): Set<string> {
  const reached = new Set([service]);
  for (const one of reached) for (const [caller, callee] of topology) if (caller === one) reached.add(callee);
  return reached;
}
