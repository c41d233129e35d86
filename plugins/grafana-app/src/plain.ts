/** For values in a translated text: React escapes what is drawn, so that the text must not be escaped before. */
export const plain = { interpolation: { escapeValue: false } };
