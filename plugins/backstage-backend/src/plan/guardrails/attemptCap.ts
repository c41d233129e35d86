import { attemptsOfEpisode, failuresToday } from '../attempts';
import { type Guardrail, later } from '../guardrail';

const hourMs = 3_600_000;

/**
 * Everything that did not heal counts, the inconclusive too: memory was once doubled eight times for lack of this.
 * With the cap reached the cause is left to people for an hour after the last try, and twice as long after each more.
 */
export const attemptCap: Guardrail = {
  id: 'attempt-cap',
  keeps: ['G-60'],
  judge({ incident, step, hypothesis, grant: { limits }, by }, { recent, now }) {
    if (by !== undefined) return undefined;
    const tries = attemptsOfEpisode(incident).length;
    if (tries >= limits.attemptsPerEpisode) {
      return { decision: 'deny', reason: `${tries} tries in this incident are enough` };
    }
    const failures = failuresToday(recent, step.target, hypothesis.failureMode);
    const last = failures.map(({ at }) => at).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
    if (last === undefined || failures.length < limits.failuresPerDay) return undefined;
    const rests = later(last, hourMs * 2 ** (failures.length - limits.failuresPerDay));
    if (Date.parse(rests) <= Date.parse(now)) return undefined;
    return {
      decision: 'deny',
      reason: `${failures.length} tries on ${step.target} for the same cause did not heal within a day; it is left to people until ${rests}`,
    };
  },
};
