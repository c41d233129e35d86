import { statesWorstFirst, type HealthState, type ServiceHealth, type SignalName } from '@autocura/common';
import { FieldType, type Field } from '@grafana/data';
import { healthColors } from '../colors';
import { numbers, texts as textsField } from '../fields';
import { serviceLink } from '../links';
import { grafanaUnit } from '../units';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

const stats = { mainstat: 'requests.rate', secondarystat: 'requests.errors' } as const satisfies Record<
  string,
  SignalName
>;

/** Who calls or depends on whom, as Grafana's node graph wants it: nodes with their state, and edges. */
export const topology: QueryKind = {
  id: 'topology',
  takes: ['service'],
  async frames({ query, reader, words, texts }) {
    const [{ edges: all, unavailable }, { items }] = await Promise.all([reader.topology(), reader.services()]);
    const edges = all.filter(({ from, to }) => !query.service || [from, to].includes(query.service));
    const health = new Map(items.map(one => [one.service, one]));
    const named = query.service ? [query.service] : items.map(({ service }) => service);
    const nodes = [...new Set([...named, ...edges.flatMap(({ from, to }) => [from, to])])];
    const of = <T>(read: (health: ServiceHealth | undefined, name: string) => T) =>
      nodes.map(name => read(health.get(name), name));
    const stateOf = (one: ServiceHealth | undefined): HealthState => one?.state ?? 'unknown';
    const stat = (name: keyof typeof stats) =>
      statField(
        name,
        words.signals[stats[name]],
        of(one => one?.signals),
      );
    return [
      frame(
        query,
        'nodes',
        [
          textsField('id', words.labels.service, nodes, [serviceLink(words)]),
          textsField('title', words.labels.service, nodes),
          textsField(
            'subtitle',
            words.labels.state,
            of(one => words.health[stateOf(one)]),
          ),
          stat('mainstat'),
          stat('secondarystat'),
          ...statesWorstFirst.map((state): Field =>
            arc(
              state,
              words.health[state],
              of(one => stateOf(one) === state),
            ),
          ),
        ],
        {
          preferredVisualisationType: 'nodeGraph',
          ...(unavailable && { notices: [{ severity: 'warning', text: unavailable }] }),
        },
      ),
      frame(
        query,
        'edges',
        [
          textsField(
            'id',
            'Id',
            edges.map(({ from, to }) => JSON.stringify([from, to])),
          ),
          textsField(
            'source',
            words.labels.service,
            edges.map(({ from }) => from),
          ),
          textsField(
            'target',
            texts.columns.target,
            edges.map(({ to }) => to),
          ),
          textsField(
            'detail__known',
            texts.columns.source,
            edges.map(({ known }) => texts.knownFrom[known]),
          ),
        ],
        { preferredVisualisationType: 'nodeGraph' },
      ),
    ];
  },
};

function statField(name: keyof typeof stats, title: string, signals: (ServiceHealth['signals'] | undefined)[]): Field {
  const found = signals.map(all => all?.find(({ signal }) => signal === stats[name]));
  const unit = found.find(one => one !== undefined)?.unit;
  return numbers(
    name,
    title,
    found.map(one => one?.value),
    unit === undefined ? {} : { unit: grafanaUnit(unit) },
  );
}

/** The ring of a node is of the colour of its state. */
const arc = (state: HealthState, title: string, is: boolean[]): Field => ({
  name: `arc__${state}`,
  type: FieldType.number,
  config: { displayName: title, color: { mode: 'fixed', fixedColor: healthColors[state] } },
  values: is.map(Number),
});
