/** What something outside is to Autocura: what goes without it depends on that alone. */
export const dependencyKinds = [
  'database',
  'between processes',
  'metrics',
  'logs',
  'alerts',
  'own lines',
  'people',
  'acting',
  'wording',
] as const;
export type DependencyKind = (typeof dependencyKinds)[number];

/** `unknown` until it was first asked; `failing` where the last call failed; `away` while it is left alone. */
export const dependencyStates = ['unknown', 'up', 'failing', 'away'] as const;
export type DependencyState = (typeof dependencyStates)[number];

/** Something outside that Autocura needs, as the processes that ask it last saw it. */
export interface Dependency {
  name: string;
  kind: DependencyKind;
  state: DependencyState;
  /** ISO 8601: when that began. */
  since: string;
  /** What the last call failed by. */
  reason?: string;
}

/** Those that cannot be had now. */
export const awayOf = <D extends Pick<Dependency, 'state'>>(dependencies: D[]): D[] =>
  dependencies.filter(({ state }) => state === 'failing' || state === 'away');
