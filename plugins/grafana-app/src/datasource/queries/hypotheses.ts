import type { Diagnosis, Hypothesis } from '@autocura/common';
import { standingColors } from '../colors';
import { choices, numbers, texts as textsField, things, times, wordMapping } from '../fields';
import { serviceLink } from '../links';
import { frame } from './frame';
import type { Asked, QueryKind } from './queryKind';

/** Likely causes of an incident, the likeliest first. */
export const hypotheses: QueryKind = {
  id: 'hypotheses',
  takes: ['incident'],
  needs: 'incident',
  async frames(asked) {
    const { incident } = await asked.reader.incident(asked.query.incident ?? '');
    return [hypothesesFrame(asked, incident.diagnosis)];
  },
};

/** `claims` holds each cause's `Claim[]`, for the panel that shows them with their evidence. */
export function hypothesesFrame({ query, words, texts }: Asked, diagnosis: Diagnosis | undefined) {
  const items = diagnosis?.hypotheses ?? [];
  const { labels, failureModes } = words;
  const { columns } = texts;
  const of = <T>(read: (hypothesis: Hypothesis, index: number) => T) => items.map(read);
  return frame(
    query,
    'hypotheses',
    [
      numbers(
        'rank',
        columns.rank,
        of((_, index) => index + 1),
      ),
      textsField(
        'cause',
        labels.cause,
        of(({ failureMode, title }) => failureModes[failureMode] ?? title),
      ),
      textsField(
        'service',
        labels.service,
        of(({ service }) => service),
        [serviceLink(words)],
      ),
      choices(
        'standing',
        columns.standing,
        of(({ standing }) => standing),
        wordMapping(words.standings, standingColors),
      ),
      numbers(
        'support',
        columns.support,
        of(({ support }) => support),
      ),
      textsField(
        'because',
        columns.because,
        of(({ because }) => because.map(({ says }) => says).join('; ')),
      ),
      textsField(
        'remedies',
        columns.remedies,
        of(({ remedies }) => remedies.map(({ action }) => action).join(', ')),
      ),
      times(
        'diagnosedAt',
        columns.measuredAt,
        of(() => diagnosis?.at),
      ),
      things(
        'claims',
        labels.evidence,
        of(({ because }) => because),
      ),
    ],
    { custom: { looked: diagnosis?.looked ?? [], known: diagnosis !== undefined } },
  );
}
