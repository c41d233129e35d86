import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const isOpening = (byte: number) => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number) => byte === 0x7d || byte === 0x5d;
const slice = 128 * 1024;

export interface Payload {
  /** The body with an empty `alerts`. */
  envelope: unknown;
  /** The text of each alert, as byte offsets: not parsed yet, and perhaps not JSON at all. */
  alerts: [start: number, end: number][];
}

const short = 64 * 1024;
const alertsKey = '"alerts"';

/** Envelope and alerts of a body short enough to be parsed at once; undefined when it must be looked at closely. */
export function parseShort(body: Buffer, maxAlerts: number): { envelope: object; alerts: unknown[] } | undefined {
  if (body.length > short) return undefined;
  const first = body.indexOf(alertsKey);
  if (first < 0 || body.indexOf(alertsKey, first + 1) >= 0) return undefined;
  try {
    const envelope: { alerts?: unknown } | null = JSON.parse(body.toString('utf8'));
    const alerts = envelope?.alerts;
    return envelope && Array.isArray(alerts) && alerts.length <= maxAlerts ? { envelope, alerts } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the alerts in a body without parsing it as a whole, which would hold up everybody else for as long as it takes.
 * The body is JSON exactly when the envelope and each alert are. Throws an InputError.
 */
export async function slicePayload(body: Buffer, maxAlerts: number): Promise<Payload> {
  const alerts: Payload['alerts'] = [];
  let [depth, text, key] = [0, -1, ''];
  let [list, listEnd, item] = [-1, -1, -1];
  for (let at = 0; at < body.length; at++) {
    if (at % slice === slice - 1) await setImmediate();
    const byte = body[at]!;
    if (text >= 0) {
      // Jumping over what is escaped could jump over a slice's end, which only costs one rest.
      if (byte === backslash) at++;
      else if (byte === quote) {
        if (depth === 1) key = body.toString('utf8', text + 1, at);
        text = -1;
      }
    } else if (byte === quote) text = at;
    else if (byte === colon) {
      if (depth === 1 && key === 'alerts' && list >= 0) throw new InputError('alerts: is given twice');
    } else if (isOpening(byte)) {
      depth++;
      if (depth === 2 && key === 'alerts' && byte === 0x5b) list = item = at + 1;
    } else if (isClosing(byte)) {
      depth--;
      if (depth === 1 && list >= 0 && listEnd < 0) {
        listEnd = at;
        if (alerts.length > 0 || body.toString('utf8', item, at).trim() !== '') alerts.push([item, at]);
      }
    } else if (byte === comma && depth === 2 && list >= 0 && listEnd < 0) {
      alerts.push([item, at]);
      item = at + 1;
      if (alerts.length >= maxAlerts) throw new InputError(`alerts: has more than ${maxAlerts} entries`);
    }
  }
  if (list >= 0 && listEnd < 0) throw new InputError('body: ends early');
  const rest = list < 0 ? body : Buffer.concat([body.subarray(0, list), body.subarray(listEnd)]);
  const envelope = parseJson(rest.toString('utf8'), 'body');
  if (list < 0) throw new InputError('alerts: is not a list');
  return { envelope, alerts };
}

export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${where}: is not JSON`, error);
  }
}
