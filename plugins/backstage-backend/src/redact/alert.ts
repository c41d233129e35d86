import type { Alert } from '@autocura/common';
import { withoutSecrets } from './redact';

/**
 * The alert without the secrets that its labels, annotations or links carry. Whom it belongs to stays readable. What
 * holds none is not copied.
 */
export function alertWithoutSecrets(alert: Alert): Alert {
  const labels = mapped(alert.labels, withoutSecrets);
  const annotations = mapped(alert.annotations, namedWithoutSecrets);
  const generatorURL = alert.generatorURL && withoutSecrets(alert.generatorURL);
  const groupKey = alert.groupKey && withoutSecrets(alert.groupKey);
  const isSame =
    labels === alert.labels &&
    annotations === alert.annotations &&
    generatorURL === alert.generatorURL &&
    groupKey === alert.groupKey;
  if (isSame) return alert;
  return {
    ...alert,
    labels,
    annotations,
    ...(generatorURL !== undefined && { generatorURL }),
    ...(groupKey !== undefined && { groupKey }),
  };
}

/** In annotations a name that says it is secret says so of its text; a label of that name tells which one is meant. */
function namedWithoutSecrets(text: string, name: string): string {
  const before = `${name}=`;
  const said = before + text;
  const known = withoutSecrets(said);
  if (known === said) return text;
  return known.startsWith(before) ? known.slice(before.length) : withoutSecrets(text);
}

function mapped(texts: Record<string, string>, by: (text: string, name: string) => string): Record<string, string> {
  let changed: Record<string, string> | undefined;
  for (const [name, text] of Object.entries(texts)) {
    const known = by(text, name);
    if (known === text) continue;
    changed ??= { ...texts };
    changed[name] = known;
  }
  return changed ?? texts;
}
