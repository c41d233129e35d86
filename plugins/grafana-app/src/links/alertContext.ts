type Labels = Record<string, string>;

/** What Grafana hands over at an alert instance. Earlier versions hand over what their own pages hold. */
export interface AlertContext {
  rule?: { name?: string; labels?: Labels };
  instance?: { labels?: Labels; state?: string };
}

export type Diagnosable = { labels: Labels } | { why: 'unlabelled' | 'quiet' };

const firing = /^(firing|alerting|error|nodata|recovering)\b/i;

/** The labels of the alert by which its incident is found, or why there can be none. */
export function diagnosable({ rule, instance }: Partial<AlertContext> = {}): Diagnosable {
  const labels = { ...(rule?.name && { alertname: rule.name }), ...rule?.labels, ...instance?.labels };
  if (!instance?.labels || Object.keys(labels).length === 0) return { why: 'unlabelled' };
  // A state that is not told is no reason to say no.
  if (instance.state && !firing.test(instance.state)) return { why: 'quiet' };
  return { labels: sent(labels) };
}

/** Grafana keeps labels of this form to itself; no alert bears them when it is sent. */
export const sent = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !/^__.*__$/.test(name)));
