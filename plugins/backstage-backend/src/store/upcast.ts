/** Makes data of one version of an event type into data of the next. */
export type Upcaster = (data: unknown) => unknown;

/** By event type; the first makes version 2 of version 1. Never removed: old events stay as they were written. */
export const upcasters: Record<string, Upcaster[]> = {};

export const currentVersion = (type: string, known = upcasters) => 1 + (known[type]?.length ?? 0);

/** Data as the present code knows it. Throws for a version from the future. */
export function upcast(type: string, version: number, data: unknown, known = upcasters): unknown {
  const current = currentVersion(type, known);
  if (version > current) throw new Error(`${type} is version ${version}; this program knows up to ${current}`);
  return (known[type] ?? []).slice(version - 1).reduce((old, upcaster) => upcaster(old), data);
}
