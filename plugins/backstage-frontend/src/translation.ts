import { english, portuguese } from '@autocura/common';
import { createTranslationRef } from '@backstage/core-plugin-api/alpha';

const inPortuguese = async () => ({ default: portuguese.labels });

/** The fixed texts of every page, card and tab; an app can say them otherwise, or in another language. */
export const autocuraTranslationRef = createTranslationRef({
  id: 'plugin.autocura',
  messages: english.labels,
  translations: { pt: inPortuguese, 'pt-BR': inPortuguese },
});
