import { covers, type Scope } from '../store/scope';

/** How long somebody who asked is thought to look still. Pages ask again within seconds while they are seen. */
const looksMs = 2 * 60_000;
/** More people than this at once are not told of changes; their pages ask anyway. */
const most = 10_000;

/** Who looked lately, and about which services they may know anything. It is of this process, and gone with it. */
export class Lookers {
  private readonly known = new Map<string, { scope: Scope; at: number }>();

  constructor(private readonly now: () => Date) {}

  /** Somebody has just been answered. Only people hear signals. */
  saw(actor: string, scope: Scope): void {
    if (!actor.startsWith('user:')) return;
    // The one who looked longest ago stands first.
    this.known.delete(actor);
    if (this.known.size < most) this.known.set(actor, { scope, at: this.now().getTime() });
  }

  none(): boolean {
    this.forget();
    return this.known.size === 0;
  }

  /** Those who may see one of these changes at least; each speaks of services, and of none where everybody may see it. */
  whoMaySee(changes: string[][]): string[] {
    this.forget();
    return [...this.known].flatMap(([person, { scope }]) =>
      changes.some(services => services.every(one => covers(scope, one))) ? [person] : [],
    );
  }

  private forget() {
    const since = this.now().getTime() - looksMs;
    for (const [person, { at }] of this.known) {
      if (at >= since) break;
      this.known.delete(person);
    }
  }
}
