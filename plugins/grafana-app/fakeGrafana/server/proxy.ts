import type { Route } from './pluginFiles';

/** What a user may be let through by. */
export interface Caller {
  orgRole: string;
  actions: Set<string>;
}

export interface TemplateData {
  JsonData: Record<string, unknown>;
  SecureJsonData: Record<string, string>;
}

export type Resolved =
  | { status: 404 | 403 | 500; message: string }
  | { status: 200; url: string; headers: Record<string, string>; body?: unknown };

const rank: Record<string, number> = { Viewer: 1, Editor: 2, Admin: 3 };

/**
 * Where Grafana's proxy for apps would send a request, or why not: the first route whose method and pattern fit, the
 * right before the role, and what is templated.
 */
export function resolveRoute(
  routes: Route[],
  { method, path, search }: { method: string; path: string; search: string },
  caller: Caller,
  data: TemplateData,
): Resolved {
  for (const route of routes) {
    const rest = fits(route, method, path);
    if (rest === undefined) continue;
    if (!allowed(route, caller)) return { status: 403, message: 'plugin proxy route access denied' };
    try {
      const url = new URL(templated(route.url ?? '', data));
      url.pathname = [url.pathname.replace(/\/$/, ''), rest].join('/');
      url.search = search;
      const headers = Object.fromEntries(
        (route.headers ?? []).map(({ name, content }) => [name.toLowerCase(), templated(content, data)]),
      );
      return { status: 200, url: url.href, headers, ...(route.body !== undefined && { body: route.body }) };
    } catch (error) {
      return { status: 500, message: `Could not interpolate plugin route: ${String(error)}` };
    }
  }
  return { status: 404, message: 'plugin route match not found' };
}

/** What the star of the pattern stands for, or nothing when it does not fit. */
function fits({ path: pattern, method: only }: Route, method: string, path: string): string | undefined {
  if (only && only !== '*' && only !== method) return undefined;
  const [before = '', star] = pattern.split('*');
  if (star === undefined) return path === pattern ? '' : undefined;
  return path.startsWith(before) ? path.slice(before.length) : undefined;
}

function allowed({ reqAction, reqRole }: Route, { actions, orgRole }: Caller): boolean {
  if (reqAction) return actions.has(reqAction);
  return !reqRole || (rank[orgRole] ?? 0) >= (rank[reqRole] ?? 4);
}

/** Go's templates, of which only the two that Grafana gives data for are used. A secret that is not set is nothing. */
const templated = (text: string, data: TemplateData) =>
  text.replace(/\{\{\s*\.(JsonData|SecureJsonData)\.(\w+)\s*\}\}/g, (_, kind: keyof TemplateData, name: string) => {
    return String(data[kind][name] ?? '');
  });
