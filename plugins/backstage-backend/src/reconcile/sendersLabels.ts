import { RE2JS } from 're2js';
import { parse } from 'yaml';
import { z } from 'zod';

type Labels = Record<string, string>;

/** What becomes of an alert's labels between Prometheus' own record and what it sends. */
export type LabelMapping = (labels: Labels) => Labels;

/** It does more to labels than can be followed here. */
export class UnknownMappingError extends Error {
  override readonly name = 'UnknownMappingError';
}

const relabel = z.object({ action: z.string().default('replace'), regex: z.string().default('(.*)') });
const shape = z.object({
  global: z.object({ external_labels: z.record(z.string(), z.string()).nullish() }).nullish(),
  alerting: z
    .object({
      alert_relabel_configs: z.array(relabel).nullish(),
      alertmanagers: z.array(z.object({ alert_relabel_configs: z.array(relabel).nullish() })).nullish(),
    })
    .nullish(),
});

/** From Prometheus' configuration, as YAML. Throws UnknownMappingError where labels are rewritten in other ways. */
export function labelMapping(configuration: string): LabelMapping {
  const { global, alerting } = shape.parse(parse(configuration) ?? {});
  const outside = Object.entries(global?.external_labels ?? {}).filter(([, value]) => value !== '');
  const each = alerting?.alertmanagers?.flatMap(one => one.alert_relabel_configs ?? []) ?? [];
  const steps = [...(alerting?.alert_relabel_configs ?? []), ...each].map(({ action, regex }) => {
    const whole = matching(regex);
    if (action === 'labeldrop') return (name: string) => !whole(name);
    if (action === 'labelkeep') return whole;
    throw new UnknownMappingError(`Prometheus rewrites the labels of alerts by ${action}`);
  });
  return labels =>
    Object.fromEntries(
      [...outside.filter(([name]) => !(name in labels)), ...Object.entries(labels)].filter(([name]) =>
        steps.every(keeps => keeps(name)),
      ),
    );
}

/** As Prometheus itself does, by the rules of RE2: in time that grows with the name, whatever the expression. */
function matching(regex: string): (name: string) => boolean {
  try {
    const compiled = RE2JS.compile(`^(?s:${regex})$`);
    return name => compiled.matches(name);
  } catch (error) {
    throw new UnknownMappingError(`Prometheus rewrites the labels of alerts by ${regex}`, { cause: error });
  }
}
