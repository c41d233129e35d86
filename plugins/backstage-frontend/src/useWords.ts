import { type Labels, type Words, wordsFor } from '@autocura/common';
import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef, type TranslationFunction, useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useEffect, useMemo, useState } from 'react';
import { autocuraTranslationRef } from './translation';

/** The words in the language that is chosen in the app, as the app wants them said. */
export function useWords(): Words {
  const api = useApiHolder().get(appLanguageApiRef);
  const { t } = useTranslationRef(autocuraTranslationRef);
  const [language, setLanguage] = useState(() => api?.getLanguage().language ?? 'en');
  useEffect(() => {
    const subscription = api?.language$().subscribe(chosen => setLanguage(chosen.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return useMemo(() => {
    const words = wordsFor(language);
    return { ...words, labels: asTold(words.labels, t) };
  }, [language, t]);
}

/** Each text is looked up only when it is said: a page says few of them, and many components say some. */
const asTold = (labels: Labels, t: TranslationFunction<Labels>): Labels =>
  new Proxy(labels, { get: (_, key) => t(key as keyof Labels) });
