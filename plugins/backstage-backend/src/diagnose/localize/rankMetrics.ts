import { followsLoad, type MetricEvidence } from './metricEvidence';
import { isResource } from './family';
import { medianOf } from './statistics';

/** Scales from which a resource is out of order, and no longer merely busier. */
const outOfOrder = 3;
/**
 * Memory that doubled, and grew by half of what services here usually use, is the cause even of a busy processor;
 * growth by a fifth of either may be one where the processor is calm; less is none. What is taken for a moment only, as
 * by requests that wait, is no growth.
 */
const doubled = { ofItself: 1, ofUsual: 0.5 };
const grown = { ofItself: 0.2, ofUsual: 0.2 };

/**
 * The metrics of one service, the one that tells most first. What it uses up comes before what is felt of it, memory
 * that truly grew before the processor that is busy filling it, and otherwise the larger deviation.
 */
export function rankMetrics(ofService: MetricEvidence[], usual: UsualMemory): MetricEvidence[] {
  const stage = ({ of, size }: MetricEvidence) => {
    if (!isResource(of.family) || size < outOfOrder) return 0;
    if (of.family !== 'memory') return followsLoad(of) ? 1 : 2;
    const by = {
      ofItself: (of.lasting - of.normal) / of.normal,
      ofUsual: (of.lasting - of.normal) / (usual.get(of.metric) ?? 0),
    };
    const isBeyond = (least: typeof by) => by.ofItself > least.ofItself && by.ofUsual > least.ofUsual;
    return isBeyond(doubled) ? 3 : isBeyond(grown) ? 1 : 0;
  };
  return [...ofService].sort((a, b) => stage(b) - stage(a) || b.weight - a.weight);
}

/** By metric: what a service here mostly has of it. */
export type UsualMemory = Map<string, number>;

export function usualMemory(everywhere: MetricEvidence[]): UsualMemory {
  const levels = new Map<string, number[]>();
  for (const { of } of everywhere) {
    if (of.family === 'memory') levels.set(of.metric, [...(levels.get(of.metric) ?? []), of.normal]);
  }
  return new Map([...levels].map(([metric, values]) => [metric, medianOf(values)]));
}
