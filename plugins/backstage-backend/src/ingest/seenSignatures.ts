/** Remembers signatures for as long as they could be replayed. */
export interface SeenSignatures {
  /** False when it is remembered already. */
  take(signature: string, until: Date): Promise<boolean>;
  /** What was not stored may come again. */
  release(signature: string): Promise<void>;
}

/** For one process. Only valid signatures get here, so the window bounds it. */
export class SignaturesInMemory implements SeenSignatures {
  private readonly until = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  async take(signature: string, until: Date): Promise<boolean> {
    const now = this.now().getTime();
    for (const [known, end] of this.until) if (end < now) this.until.delete(known);
    if (this.until.has(signature)) return false;
    this.until.set(signature, until.getTime());
    return true;
  }

  async release(signature: string): Promise<void> {
    this.until.delete(signature);
  }

  get size() {
    return this.until.size;
  }
}
