const startsAt = new Date(Date.now() - 60_000).toISOString();
const endsAt = new Date(Date.now() + 4 * 60_000).toISOString();

/** The same alerts as text, in the form in which each side takes them; the number is the alert's identity. */
export interface Form {
  body(numbers: number[]): string;
}

/** POST /api/v2/alerts, as Prometheus sends. */
export const alertmanagerForm: Form = {
  body: numbers => `[${numbers.map(n => `{${content(n)},"endsAt":"${endsAt}"}`).join()}]`,
};

/** Alertmanager's webhook, version 4. */
export const webhookForm: Form = {
  body: numbers =>
    `{"receiver":"autocura","status":"firing","alerts":[${numbers.map(item).join()}],` +
    '"groupLabels":{"namespace":"shop"},"commonLabels":{"namespace":"shop"},"commonAnnotations":{},' +
    '"externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{namespace=\\"shop\\"}","truncatedAlerts":0}',
};

const item = (n: number) =>
  `{"status":"firing",${content(n)},"endsAt":"0001-01-01T00:00:00Z","fingerprint":"${fingerprint(n)}"}`;

/** Some 420 bytes, as alerts about pods have. */
function content(n: number): string {
  const service = `service-${n % 60}`;
  const pod = `${service}-7d9c5b${n.toString(36)}`;
  const labels =
    `"alertname":"PodUnhealthy${n % 20}","cluster":"prod-1","instance":"10.0.${(n >> 8) & 255}.${n & 255}:8080",` +
    `"job":"pods","namespace":"shop","pod":"${pod}","service":"${service}","severity":"critical"`;
  const annotations =
    `"description":"value=1","runbook_url":"https://runbooks.example/PodUnhealthy",` +
    `"summary":"Pod ${pod} is unhealthy"`;
  const url = 'http://prometheus:9090/graph?g0.expr=app_unhealthy+%3D%3D+1&g0.tab=1';
  return `"labels":{${labels}},"annotations":{${annotations}},"startsAt":"${startsAt}","generatorURL":"${url}"`;
}

/** Scattered as hashes are: neighbours in time are no neighbours in an index. */
const fingerprint = (n: number) => scattered(n, 0x9e3779b1) + scattered(n, 0x85ebca6b);
const scattered = (n: number, by: number) => (Math.imul(n + 1, by) >>> 0).toString(16).padStart(8, '0');
