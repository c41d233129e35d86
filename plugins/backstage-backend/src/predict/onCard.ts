import type { CardPrediction, Prediction } from '@autocura/common';
import { english, sentence } from '@autocura/common';

/** Of what is expected, what comes first, in few words; null where nothing is. */
export function onCard(predictions: Prediction[]): CardPrediction | null {
  const [first] = predictions
    .flatMap(prediction => {
      const { standing, latest, kind } = prediction;
      const { lo, eta, hi } = latest;
      if (!standing || eta === undefined) return [];
      const says = sentence(english, { type: 'prediction.told', data: { prediction } });
      return [{ says, signal: kind, at: eta, earliest: lo ?? eta, ...(hi !== undefined && { latest: hi }) }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return first ?? null;
}
