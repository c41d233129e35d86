import type { Reply } from '../http';

/** Remembers the highest fence of each incident, and refuses those below it. */
export class Fences {
  private readonly highest = new Map<string, number>();

  /** The refusal, or undefined for one who may go on. Nobody has to have a fence. */
  admit(incident: string | undefined, fence: string | undefined): Reply | undefined {
    if (incident === undefined || fence === undefined) return undefined;
    const asked = Number(fence);
    if (!Number.isSafeInteger(asked) || asked < 0) {
      return { status: 400, body: { error: 'x-autocura-fence: must be a whole number', field: 'x-autocura-fence' } };
    }
    const highest = this.highest.get(incident) ?? 0;
    if (asked < highest) {
      return { status: 409, body: { error: `fence ${asked} is older than ${highest}: somebody else has taken over` } };
    }
    this.highest.set(incident, asked);
    return undefined;
  }
}
