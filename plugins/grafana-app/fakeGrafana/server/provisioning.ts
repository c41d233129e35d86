import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Environment = Record<string, string | undefined>;

export interface AppSettings {
  type: string;
  disabled?: boolean;
  jsonData?: Record<string, unknown>;
  secureJsonData?: Record<string, string>;
}

export interface DataSourceSettings {
  name: string;
  uid: string;
  type: string;
  access?: 'proxy' | 'direct';
  url?: string;
  isDefault?: boolean;
  basicAuth?: boolean;
  jsonData?: Record<string, unknown>;
  secureJsonData?: Record<string, string>;
}

export interface Dashboard {
  uid: string;
  title: string;
  tags?: string[];
  panels?: unknown[];
}

export interface Provisioned {
  apps: AppSettings[];
  datasources: DataSourceSettings[];
  dashboards: Dashboard[];
}

/** What Grafana would make of a folder `provisioning/`, dashboards from the folder beside their provider. */
export function readProvisioning(dir: string, environment: Environment): Provisioned {
  const files = (kind: string) =>
    yamlIn(join(dir, kind)).map(text => interpolated(parse(text) as unknown, environment));
  const listed = <T>(kind: string, key: string) =>
    files(kind).flatMap(file => ((file as Record<string, T[]> | null)?.[key] ?? []) as T[]);
  return {
    apps: listed<AppSettings>('plugins', 'apps'),
    datasources: listed<DataSourceSettings>('datasources', 'datasources'),
    dashboards: dashboardsIn(join(dir, 'dashboards')),
  };
}

/** `$NAME` and `${NAME}` in any value, never in a key; `$$` is a dollar. What is not set is nothing. */
export function interpolated(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      return whole === '$$' || name === undefined ? '$' : (environment[name] ?? '');
    });
  }
  if (Array.isArray(value)) return value.map(item => interpolated(item, environment));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, interpolated(inner, environment)]));
}

const filesIn = (dir: string) => (existsSync(dir) ? readdirSync(dir).sort() : []);
const yamlIn = (dir: string) =>
  filesIn(dir)
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => readFileSync(join(dir, file), 'utf8'));
const dashboardsIn = (dir: string) =>
  filesIn(dir)
    .filter(file => file.endsWith('.json'))
    .map(file => JSON.parse(readFileSync(join(dir, file), 'utf8')) as Dashboard);
