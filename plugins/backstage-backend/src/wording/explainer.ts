import { type Explanation, explain, type Incident, wordsFor } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Target, through, type Through } from '../outbound';
import { checked } from './checked';
import { type ModelOptions, reword } from './model';

/** A model thinks for longer than others answer. */
export const modelTimeoutMs = 20_000;
/** Diagnoses whose wording is remembered: a model is slow and costs money. */
const remembered = 100;

/** What is known of an incident's cause in plain sentences, in a model's words where one is configured. */
export class Explainer {
  private readonly target: Target;
  private readonly known = new Map<string, Promise<Explanation>>();

  constructor(
    private readonly logger: Pick<LoggerService, 'warn'>,
    private readonly model?: ModelOptions,
    way: Through = {},
  ) {
    this.target = through('Language model', 'wording', { timeoutMs: modelTimeoutMs, ...way });
  }

  /** Never fails for the model: then it is in our own words, and says why. */
  async explain({ id, diagnosis }: Incident, language: string): Promise<Explanation> {
    if (!diagnosis) return { sentences: [], by: 'evidence' };
    const words = wordsFor(language);
    const told = explain(diagnosis, words);
    const { model } = this;
    if (!model) return { sentences: told, by: 'evidence' };
    const key = `${id} ${diagnosis.at} ${words.language}`;
    const found = this.known.get(key) ?? this.reworded(told, words.language, diagnosis.looked, model);
    this.known.set(key, found);
    if (this.known.size > remembered) this.known.delete(this.known.keys().next().value ?? '');
    const explanation = await found;
    // A model that is away now may be there for the next who asks.
    if (explanation.by === 'evidence') this.known.delete(key);
    return explanation;
  }

  private async reworded(
    told: Explanation['sentences'],
    language: string,
    services: string[],
    model: ModelOptions,
  ): Promise<Explanation> {
    const ours = (note: string): Explanation => ({ sentences: told, by: 'evidence', note });
    try {
      const wording = checked(told, await reword(told, language, model, this.target), services);
      if (!wording) return ours('the model answered in another form than asked');
      if (wording.sentences.length === 0) return ours('nothing that the model said was borne out by the evidence');
      return { sentences: wording.sentences, by: 'model', dropped: wording.dropped };
    } catch (error) {
      const note = `the model did not answer: ${error instanceof Error ? error.message : String(error)}`;
      this.logger.warn(note);
      return ours(note);
    }
  }
}
