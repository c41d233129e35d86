import type { AutocuraClient, Words } from '@autocura/common';
import type { VariableOf } from './query';

export interface Suggestion {
  text: string;
  value: string;
}

type Asked = Pick<AutocuraClient, 'incidents' | 'services' | 'history'>;

/** What can be chosen: the values of template variables, and what the query editor offers. Throws AutocuraError. */
export async function suggestions(of: VariableOf, client: Asked, words: Words): Promise<Suggestion[]> {
  switch (of) {
    case 'services':
      return (await client.services()).items.map(({ service }) => ({ text: service, value: service })).sort(byText);
    case 'incidents':
    case 'openIncidents': {
      const { items } = await client.incidents({ limit: 200, ...(of === 'openIncidents' && { open: true }) });
      return items.map(({ id, title, openedAt }) => ({ text: `${title} · ${momentOf(openedAt, words)}`, value: id }));
    }
    case 'failureModes':
      return Object.entries(words.failureModes)
        .flatMap(([value, text]) => (text === undefined ? [] : [{ text, value }]))
        .sort(byText);
    case 'actions': {
      const { items } = await client.history({ limit: 200 });
      return [...new Set(items.map(({ action }) => action))].sort().map(action => ({ text: action, value: action }));
    }
  }
}

const byText = (a: Suggestion, b: Suggestion) => a.text.localeCompare(b.text);
const momentOf = (iso: string, { language }: Words) =>
  new Date(iso).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
