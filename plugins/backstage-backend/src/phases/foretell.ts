import type { FieldChange, Foretold, Incident, Step } from '@autocura/common';
import { attemptKey } from '../plan';
import type { World } from '../world';

/** What the incident's next try would change if it were this step. Whatever comes in between, it is an answer. */
export async function foretell(incident: Incident, step: Step, { preview }: Pick<World, 'preview'>): Promise<Foretold> {
  try {
    return foretoldBy(await preview(step, attemptKey(incident, step, incident.attempts.length + 1)));
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}

export const foretoldBy = (changes: FieldChange[] | undefined): Foretold =>
  changes ? { changes } : { cannot: 'who does it cannot tell beforehand' };
