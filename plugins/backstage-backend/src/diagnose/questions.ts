import type { Question } from '@autocura/common';
import type { FailureMode } from './failureMode';
import { failureModes } from './failureModes';

/** Everything the failure modes want to know about these services, each question once. */
export function questionsFor(services: string[], modes: FailureMode[] = failureModes): Question[] {
  const questions = new Map<string, Question>();
  for (const { signal, by, normal } of modes.flatMap(mode => Object.values(mode.asks)))
    for (const service of new Set(services)) {
      const key = JSON.stringify([service, signal, by]);
      const wantsNormal = normal ?? questions.get(key)?.normal;
      questions.set(key, { service, signal, ...(by && { by }), ...(wantsNormal && { normal: true }) });
    }
  return [...questions.values()];
}
