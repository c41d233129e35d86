import { pluginId } from './pluginId';

const root = `/a/${pluginId}`;

/** Where each page is, for links from anywhere in Grafana. */
export const paths = {
  overview: root,
  diagnose: `${root}/diagnose`,
  incidents: `${root}/incidents`,
  incident: (id: string) => `${root}/incidents/${encodeURIComponent(id)}`,
  services: `${root}/services`,
  service: (name: string) => `${root}/services/${encodeURIComponent(name)}`,
  history: `${root}/history`,
  notices: `${root}/notices`,
  silences: `${root}/silences`,
  /** The form for quiet, filled in for alerts that have these labels. */
  askForQuiet: (labels: Record<string, string>) =>
    `${root}/silences?${new URLSearchParams(Object.entries(labels).map(([name, value]) => ['label', `${name}=${value}`]))}`,
  objectives: `${root}/objectives`,
  shadow: `${root}/shadow`,
  policies: `${root}/policies`,
  brakes: `${root}/brakes`,
  secondFactor: `${root}/second-factor`,
  config: `${root}/config`,
};
