import { type SignalName, signalNames } from '@autocura/common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** What counts: a counter that Prometheus has, or a signal that Autocura asks of any exporter. */
export type Counted = { prometheus: string } | { signal: SignalName };

/** One objective of a service. */
export interface Objective {
  name: string;
  service: string;
  /** Share that has to be well. */
  target: number;
  days: number;
  bad?: Counted;
  good?: Counted;
  total: Counted;
}

/** A selector and nothing more: what it counts over a time is for us to ask. */
const selector = z
  .string()
  .max(2_000)
  .regex(/^[a-zA-Z_:][\w:]*(\{[^{}]*\})?$/, 'must be the selector of a counter');
const source = z.strictObject({
  metricSource: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Prometheus'), spec: z.strictObject({ query: selector }) }),
    z.strictObject({ type: z.literal('Autocura'), spec: z.strictObject({ signal: z.enum(signalNames) }) }),
  ]),
});
const ratio = z
  .strictObject({ counter: z.boolean().default(true), bad: source.optional(), good: source.optional(), total: source })
  .refine(({ bad, good }) => (bad === undefined) !== (good === undefined), 'needs either good or bad');

const slo = z.object({
  apiVersion: z.literal('openslo/v1'),
  kind: z.literal('SLO'),
  metadata: z.object({ name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/) }),
  spec: z.object({
    service: z.string().min(1),
    indicator: z.object({ spec: z.object({ ratioMetric: ratio }) }),
    timeWindow: z
      .tuple([
        z.object({
          duration: z.string().regex(/^([1-9]|[1-8]\d|90)d$/, 'must be a number of days up to 90d'),
          isRolling: z.literal(true),
        }),
      ])
      .readonly(),
    budgetingMethod: z.literal('Occurrences'),
    objectives: z.tuple([z.object({ target: z.number().gt(0.5).lt(1) })]).readonly(),
  }),
});

const longest = 256 * 1024;
const mostObjectives = 200;

/** Reads objectives by OpenSLO, version 1, one document each; other kinds are not ours. Throws an Error that names what is wrong. */
export function parseOpenSlo(text: string): Objective[] {
  if (Buffer.byteLength(text) > longest) throw new Error(`it is longer than ${longest} bytes`);
  const documents = parseAllDocuments(text);
  if ('empty' in documents) return [];
  const values = documents.map((document, index) => {
    const [error] = document.errors;
    if (error) throw new Error(`document ${index + 1}: ${error.message}`, { cause: error });
    return document.toJS({ maxAliasCount: 100 }) as { kind?: unknown } | null;
  });
  const objectives = values.flatMap((value, index) => (value?.kind === 'SLO' ? [objectiveOf(value, index)] : []));
  if (objectives.length > mostObjectives) throw new Error(`it has more than ${mostObjectives} objectives`);
  if (new Set(objectives.map(({ name }) => name)).size < objectives.length) throw new Error('two SLOs have one name');
  return objectives;
}

function objectiveOf(value: unknown, index: number): Objective {
  const parsed = slo.safeParse(value);
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`document ${index + 1}: ${words.join('; ')}`);
  }
  const { metadata, spec } = parsed.data;
  const { bad, good, total } = spec.indicator.spec.ratioMetric;
  return {
    ...{ name: metadata.name, service: spec.service, target: spec.objectives[0].target },
    days: Number.parseInt(spec.timeWindow[0].duration, 10),
    ...(bad && { bad: countedOf(bad) }),
    ...(good && { good: countedOf(good) }),
    total: countedOf(total),
  };
}

const countedOf = ({ metricSource }: z.output<typeof source>): Counted =>
  metricSource.type === 'Prometheus' ? { prometheus: metricSource.spec.query } : { signal: metricSource.spec.signal };
