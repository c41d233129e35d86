import type { Question, SignalName } from '@autocura/common';

/** What users feel of a service. */
export const userFacing = ['requests.errors', 'requests.p95', 'availability'] as const satisfies SignalName[];

/**
 * What is asked before an act and again after it: what users feel of each service, how much traffic that rests on,
 * and what the hypothesis itself cites. Each question once.
 */
export function symptomQuestions(services: string[], cited: Question[] = []): Question[] {
  const symptoms = services.flatMap(service =>
    [...userFacing, 'requests.rate' as const].map((signal): Question => ({ service, signal, normal: true })),
  );
  const all = [...symptoms, ...cited.map((question): Question => ({ ...question, normal: true }))];
  return [...new Map(all.map(question => [questionKey(question), question])).values()];
}

export const questionKey = ({ service, signal, by }: Question) => JSON.stringify([service, signal, by ?? '']);

export const isUserFacing = ({ signal }: Question) => (userFacing as readonly SignalName[]).includes(signal);
