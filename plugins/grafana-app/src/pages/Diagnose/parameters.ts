/** What a link put into the address, or nothing where somebody put something else. */
export function recordIn(text: string | null): Record<string, string> | undefined {
  const value = parsed(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).filter(([, inner]) => typeof inner === 'string');
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function listIn(text: string | null): string[] {
  const value = parsed(text);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
