import { setImmediate } from 'node:timers/promises';
import type { Alert } from '@autocura/common';
import { parseJson, parseShort, slicePayload } from './payload';
import type { Sender } from './sender';

const atOnce = 100;

export interface Delivery {
  alerts: Alert[];
  /** Alerts the sender left out. They are unknown, not resolved. */
  truncated: number;
}

/** All alerts of a body, or an InputError that names the field; others get their turn between the alerts. */
export async function readAlerts(body: Buffer, sender: Sender, maxAlerts: number): Promise<Delivery> {
  const whole = parseShort(body, maxAlerts);
  if (whole) {
    const envelope = sender.envelope(whole.envelope);
    const alerts = whole.alerts.map((item, index) => sender.alert(item, `alerts[${index}]`, envelope));
    return { alerts, truncated: envelope.truncated };
  }
  const payload = await slicePayload(body, maxAlerts);
  const envelope = sender.envelope(payload.envelope);
  const alerts: Alert[] = [];
  for (const [index, [start, end]] of payload.alerts.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate();
    const where = `alerts[${index}]`;
    alerts.push(sender.alert(parseJson(body.toString('utf8', start, end), where), where, envelope));
  }
  return { alerts, truncated: envelope.truncated };
}
