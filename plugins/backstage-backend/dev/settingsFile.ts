import { ConfigReader } from '@backstage/config';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { readSettings, type Settings } from '../src/settings';

/**
 * What `autocura` says in an app-config, or the defaults, with variables of the environment in their places;
 * `prometheus` takes the place of the address in it.
 */
export async function readSettingsFile(path: string | undefined, prometheus: string | undefined): Promise<Settings> {
  const { autocura = {} } = (path === undefined ? {} : (parse(withVariables(await readFile(path, 'utf8'))) ?? {})) as {
    autocura?: { prometheus?: object };
  };
  const asked = prometheus === undefined ? {} : { prometheus: { ...autocura.prometheus, url: prometheus } };
  return readSettings(new ConfigReader({ autocura: { ...autocura, ...asked } }));
}

const withVariables = (text: string) => text.replace(/\$\{(\w+)\}/g, (all, name: string) => process.env[name] ?? all);
