import { join } from 'node:path';
import { localize, type LocalizeInput } from '../../src/diagnose/localize';
import type { Answered } from './calibration';
import { readCase } from './readCase';
import type { Truth } from './score';

/** Ours on each case twice, as recorded and by its series alone, so that there are answers that are less sure. */
export const answersTo = (data: string, truths: Truth[]): Answered[] =>
  truths.flatMap(truth => {
    const recorded = readCase(join(data, truth.id));
    return [recorded, bySeries(recorded)].map(input => answered(truth, input));
  });

function answered({ system, rootCauseService }: Truth, input: LocalizeInput): Answered {
  const { standsOut, lead, services } = localize(input);
  return { system, standsOut, lead, right: services[0]?.service === rootCauseService };
}

export const bySeries = (input: LocalizeInput): LocalizeInput => ({
  ...input,
  ...{ spans: [], logs: [], normalSpans: [], normalLogs: [] },
});

export const withoutLines = (input: LocalizeInput): LocalizeInput => ({ ...input, logs: [], normalLogs: [] });
