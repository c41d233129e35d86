import type { Sentence } from '@autocura/common';
import { z } from 'zod';
import type { Target } from '../outbound';

export interface ModelOptions {
  /**
   * Where chat completions are, as OpenAI's API has them: of a model of one's own, or of the Grafana LLM app
   * (`…/api/plugins/grafana-llm-app/resources/llm/v1/chat/completions`).
   */
  url: string;
  model: string;
  token?: string | undefined;
}

const completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });
const longest = 64 * 1024;

/** A model's wording of these sentences, unchecked. Throws an error that says what went wrong, without the token. */
export async function reword(
  told: Sentence[],
  language: string,
  { url, model, token }: ModelOptions,
  target: Target,
): Promise<unknown> {
  const answer = await target.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    longest,
    body: JSON.stringify({
      model,
      temperature: 0,
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: instructions(language) },
        { role: 'user', content: told.map(({ text }, place) => `${place + 1}. ${text}`).join('\n') },
      ],
    }),
  });
  if (!answer.ok) throw new Error(`the model answered HTTP ${answer.status}`);
  return JSON.parse(completion.parse(JSON.parse(answer.text)).choices[0]?.message.content ?? '');
}

const instructions = (language: string) =>
  [
    `Put the numbered findings about an outage into a few plain sentences in the language ${language}, for an engineer who was just woken up.`,
    'Only rephrase: add no cause, no advice, no number and no name that is not in them, and keep how sure they are.',
    'Answer with JSON alone: {"sentences": [{"text": "…", "of": [numbers of the findings it says]}]}.',
  ].join(' ');
