import { perSecond } from './counter';
import { familyOf } from './family';
import { groupBy } from './groupBy';
import type { LocalizeInput, Series } from './input';
import { medianOf } from './statistics';

/** Below this share of its usual traffic a service is asked nothing; from that one on, another is asked as ever. */
const nothing = 0.1;
const asEver = 0.5;
/** One that is asked nothing may be down itself. */
const least = 2;

interface Traffic {
  series: Series;
  /** By time: the share of what is usual. */
  shares: Map<number, number>;
}

/**
 * Of who is asked as ever while several that it calls are asked nothing: 1 where that is so, else 0. Who fails half way
 * does not come to what is done after.
 */
export function droppedCalls(series: Series[], topology: LocalizeInput['topology']): Series[] {
  const traffic = new Map<string, Traffic>();
  for (const one of series)
    if (familyOf(one.metric) === 'traffic' && !traffic.has(one.service)) traffic.set(one.service, trafficOf(one));
  const calls = groupBy(topology, ([caller]) => caller);
  return [...calls].flatMap(([caller, own]) => {
    const asked = traffic.get(caller);
    const callees = [...new Set(own.map(([, callee]) => callee))]
      .filter(callee => callee !== caller)
      .flatMap(callee => traffic.get(callee) ?? []);
    if (!asked || callees.length < least) return [];
    const { times } = asked.series;
    const values = times.map(time => {
      const share = asked.shares.get(time) ?? NaN;
      if (Number.isNaN(share)) return NaN;
      const silent = callees.filter(({ shares }) => (shares.get(time) ?? NaN) < nothing).length;
      return Number(share >= asEver && silent >= least);
    });
    return { service: caller, metric: 'dropped_calls', times, values };
  });
}

function trafficOf(series: Series): Traffic {
  const { metric, times, values } = series;
  const rates = perSecond(familyOf(metric), times, values);
  const usual = medianOf(rates);
  return { series, shares: new Map([...rates].map((rate, n) => [times[n] ?? NaN, usual > 0 ? rate / usual : NaN])) };
}
