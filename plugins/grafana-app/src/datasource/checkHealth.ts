import { AutocuraError, type AutocuraClient, type Words } from '@autocura/common';
import type { TestDataSourceResponse } from '@grafana/data';
import { troubleWords } from '../api';
import type { Texts } from '../texts';

type Asked = Pick<AutocuraClient, 'services' | 'sources' | 'brake'>;

/** Whether the backend answers, and what of it does not do what it is there for. */
export async function checkHealth(
  client: Asked,
  { words, texts }: { words: Words; texts: Texts },
): Promise<TestDataSourceResponse> {
  try {
    const [services, sources, brake] = await Promise.all([client.services(), client.sources(), client.brake()]);
    const { labels } = words;
    const measured = services.items.filter(({ dataAt }) => dataAt !== undefined).length;
    const unheard = sources.items.flatMap(({ source, problem }) => (problem ? `${source}: ${problem}` : []));
    const said = [
      measured === 0 ? texts.watchesNothing : texts.answers(services.items.length),
      ...(unheard.length > 0 ? [`${labels.unheard}: ${unheard.join('; ')}.`] : []),
      ...(brake.holds.length > 0 ? [`${labels.brakeOn}.`] : []),
    ];
    return { status: measured === 0 ? 'warning' : 'success', message: said.join(' ') };
  } catch (error) {
    if (!(error instanceof AutocuraError)) throw error;
    const { title, told } = troubleWords(words, error);
    return { status: 'error', message: told ? `${title} ${told}` : title };
  }
}
