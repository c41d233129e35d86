import { wordsFor } from '@autocura/common';
import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { useEffect, useState } from 'react';

/** The words in the language that is chosen in the app. */
export function useWords() {
  const api = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(() => api?.getLanguage().language ?? 'en');
  useEffect(() => {
    const subscription = api?.language$().subscribe(chosen => setLanguage(chosen.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return wordsFor(language);
}
