import type { Alert } from '@autocura/common';

/** What a payload says beside its alerts. */
export interface Envelope {
  groupKey: string;
  /** Alerts the sender left out. They are unknown, not resolved. */
  truncated: number;
}

/** A foreign payload's format. Both functions throw an InputError that names the field. */
export interface Sender {
  name: Alert['sender'];
  /** Signs its requests when a secret is shared with it. */
  signs: boolean;
  envelope(body: unknown): Envelope;
  /** One element of `alerts`; `where` is how an error calls it, as in `alerts[3]`. */
  alert(item: unknown, where: string, envelope: Envelope): Alert;
}
