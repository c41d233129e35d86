import type { Slot } from './slot';

/** Where a service is to be called. */
export class Addresses {
  private readonly known = new Map<string, string[]>();

  /** The ready replicas; when none is, the places where one was last, where nobody answers now. */
  of(name: string, slots: Slot[]): string[] {
    const address = (slot: Slot) => (slot.process ? [`http://127.0.0.1:${slot.process.port}`] : []);
    const ready = slots.filter(slot => slot.process?.ready).flatMap(address);
    if (ready.length > 0) this.known.set(name, ready);
    return this.known.get(name) ?? slots.flatMap(address);
  }
}
