import type { Alert } from '@autocura/common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Sender } from './sender';

const most = { entries: 128, name: 1024, value: 65_536, groupKey: 65_536 };
const earliest = Date.parse('2000-01-01T00:00:00Z');

const time = z.iso
  .datetime({ offset: true, error: 'is not a time like 2026-01-31T12:00:00Z' })
  .transform(text => new Date(text));
const texts = z
  .record(
    z.string().min(1, 'has an empty name').max(most.name, `has a name longer than ${most.name} characters`),
    z.string().max(most.value, `is longer than ${most.value} characters`),
  )
  .refine(all => Object.keys(all).length <= most.entries, `has more than ${most.entries} entries`);

const alertShape = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/, 'is not 16 hexadecimal digits'),
  status: z.enum(['firing', 'resolved']),
  labels: texts.refine(labels => Object.keys(labels).length > 0, 'is empty'),
  annotations: texts.default({}),
  startsAt: time.refine(at => at.getTime() >= earliest, 'is not a real start'),
  endsAt: time.optional(),
  generatorURL: z.string().max(most.value).default(''),
});

/** Grafana Alerting's webhook descends from Alertmanager's: what we keep has one shape in both. */
export function webhook({ name, signs, version }: Pick<Sender, 'name' | 'signs'> & { version: string }): Sender {
  const envelopeShape = z.object({
    version: z.literal(version),
    groupKey: z.string().max(most.groupKey),
    truncatedAlerts: z.number().int().min(0).default(0),
  });
  return {
    name,
    signs,
    envelope(body) {
      const { groupKey, truncatedAlerts } = parse(envelopeShape, body, '');
      return { groupKey, truncated: truncatedAlerts };
    },
    alert(item, where, { groupKey }) {
      const { startsAt, endsAt, generatorURL, ...said } = parse(alertShape, item, where);
      const alert: Alert = { ...said, sender: name, startsAt: startsAt.toISOString(), groupKey };
      if (/^https?:\/\//.test(generatorURL)) alert.generatorURL = generatorURL;
      if (said.status === 'resolved') alert.endsAt = endOf(startsAt, endsAt, where).toISOString();
      return alert;
    },
  };
}

function endOf(startsAt: Date, endsAt: Date | undefined, where: string) {
  // Go's zero time says "none".
  if (!endsAt || endsAt.getUTCFullYear() <= 1)
    throw new InputError(`${where}.endsAt: is missing, but the alert is resolved`);
  if (endsAt < startsAt) throw new InputError(`${where}.endsAt: is before startsAt`);
  return endsAt;
}

function parse<T>(shape: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message;
  throw new InputError(`${pathOf(where, issue?.path ?? []) || 'body'}: ${message}`);
}

const pathOf = (where: string, path: PropertyKey[]) =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, where);
