import { initPluginTranslations, type ResourceLoader } from '@grafana/i18n';
import { pluginId } from './pluginId';

/** English stands in the source; Portuguese of any country is Brazil's. */
const load: ResourceLoader = async language =>
  /^pt\b/i.test(language) ? (await import('./locales/pt-BR/autocura-healing-app.json')).default : {};

/** Loads what is only said in Grafana in the language chosen there. To be awaited before anything is drawn. */
export const translate = () => initPluginTranslations(pluginId, [load]);
