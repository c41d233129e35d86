import type { Alert } from '@autocura/common';
import { withoutSecrets } from './redact';

/** The alert without the secrets that its labels, annotations or links carry. Whom it belongs to stays readable. */
export function alertWithoutSecrets(alert: Alert): Alert {
  const { labels, annotations, generatorURL, groupKey } = alert;
  return {
    ...alert,
    labels: textsWithoutSecrets(labels),
    annotations: namedWithoutSecrets(annotations),
    ...(generatorURL !== undefined && { generatorURL: withoutSecrets(generatorURL) }),
    ...(groupKey !== undefined && { groupKey: withoutSecrets(groupKey) }),
  };
}

const textsWithoutSecrets = (texts: Record<string, string>) => mapped(texts, text => withoutSecrets(text));

/** In annotations a name that says it is secret says so of its text; a label of that name tells which one is meant. */
const namedWithoutSecrets = (texts: Record<string, string>) =>
  mapped(texts, (text, name) => {
    const known = withoutSecrets(`${name}=${text}`);
    return known.startsWith(`${name}=`) ? known.slice(name.length + 1) : withoutSecrets(text);
  });

const mapped = (texts: Record<string, string>, by: (text: string, name: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, by(text, name)]));
