/** What a metric is about, as far as its name tells. */
export type Family =
  | 'cpu'
  | 'memory'
  | 'disk'
  | 'network'
  | 'saturation'
  | 'latency'
  | 'errors'
  | 'availability'
  | 'traffic'
  | 'host'
  | 'setting'
  | 'other';

/** The first that fits; names of OpenTelemetry, of Prometheus' exporters and such as people give. */
const families: [Family, RegExp][] = [
  ['host', /(^|[^a-z])(node|host|machine)([^a-z]|$)/],
  ['setting', /limit|quota|replicas|(^|_)(requested|capacity|info)($|_)/],
  [
    'saturation',
    /throttl|queue|backlog|waiting|pending|pool|saturation|pressure|lag(_|$)|buffer|blocked|in_?flight|concurren/,
  ],
  ['saturation', /(disk|fs|volume|filesystem)\w*(used|usage|util|full|pct|percent)/],
  [
    'errors',
    /5xx|4xx|(^|[^a-z])errs?([^a-z]|$)|error|fail|exception|panic|reject|timeout|cancel|dropped|restart|crash/,
  ],
  ['availability', /avail|success|(^|_)up$|ready/],
  ['latency', /laten|duration|(^|[^a-z])(lat|rt)([^a-z]|$)|p\d\d|(request|response|query|rq|processing)_?time/],
  ['cpu', /cpu|load_?average/],
  ['memory', /mem|rss|heap|working_?set/],
  ['disk', /disk|(^|[^a-z])(fs|io)([^a-z]|$)/],
  ['network', /(^|[^a-z])(net|rx|tx)([^a-z]|$)|network|socket|packet|bytes/],
  [
    'traffic',
    /rps|qps|request|throughput|(^|[^a-z])(lod|load|workload|counts?|rates?|calls?)([^a-z]|$)|per_(s|min)|total/,
  ],
];

export const familyOf = (metric: string): Family =>
  families.find(([, pattern]) => pattern.test(metric.toLowerCase()))?.[0] ?? 'other';

/** What a service uses up. It is of the service itself, where latency and errors also come from those it calls. */
const resources = new Set<Family>(['cpu', 'memory', 'disk', 'network', 'saturation']);
export const isResource = (family: Family) => resources.has(family);

/** What passes through a service; it follows the load, so that its changes are mostly consequences. */
const flows = new Set<Family>(['traffic', 'network', 'disk']);
export const isFlow = (family: Family) => flows.has(family);
