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

/** The first that fits; names of OpenTelemetry, of Prometheus' exporters, of clouds and such as people give. */
const families: [Family, RegExp][] = [
  ['host', /(^|[^a-z])(node|host|machine)([^a-z]|$)/],
  ['setting', /limit|quota|replicas|resource_requests|(^|[^a-z])(requested|capacity|info|spec)($|[^a-z])/],
  [
    'saturation',
    /throttl|queue|backlog|waiting|pending|pool|saturation|pressure|lag(_|$)|buffer|blocked|in_?flight|concurren|busy/,
  ],
  [
    'saturation',
    /active[^a-z](requests|connections)|connections[^a-z](active|usage|used)|database_connections|threads_running/,
  ],
  ['saturation', /(disk|fs|volume|filesystem)\w*(used|usage|util|full|pct|percent)/],
  // What is left is no use, and less of it is worse; nor do threads and collections of garbage take what requests take.
  [
    'other',
    /(^|[^a-z])(mem(ory)?|swap|disk|fs|(file)?system|volume)([^a-z]\w*)?(free|avail)|free\w*mem|(^|[^a-z])(gc|fds)([^a-z]|$)|thread|goroutine|descriptor/,
  ],
  ['memory', /mem\w*fail/],
  [
    'errors',
    /5xx|4xx|(^|[^a-z])(errs?|loss)([^a-z]|$)|error|fail|exception|panic|reject|timeout|cancel|dropped|restart|crash|retrans/,
  ],
  ['errors', /(code|status|response|requests?|total)[^a-z0-9]5\d\d([^0-9]|$)/],
  // What succeeded is a count where it is no share.
  ['traffic', /success\w*[^a-z](total|count)|(duration|latency|time|seconds)[^a-z]count$/],
  ['availability', /avail|success|(^|_)up$|ready|(^|[^a-z])sr([^a-z]|$)/],
  ['latency', /laten|duration|delay|(^|[^a-z])(lat|m?rt)([^a-z]|$)|p\d\d|(request|response|query|rq|processing)_?time/],
  ['latency', /(requests?|responses?|calls?|handling)_seconds(_(sum|max|mean|avg)|$)/],
  ['cpu', /cpu|load_?(average|avg)|(^|[^a-z])load[^a-z]?1?\dm?([^a-z0-9]|$)/],
  ['memory', /mem|rss|heap|working_?set/],
  ['network', /network/],
  ['disk', /disk|blkio|iops|(^|[^a-z])(fs|io)([^a-z]|$)/],
  ['network', /(^|[^a-z])(net|rx|tx)([^a-z]|$)|socket|packet|bytes/],
  [
    'traffic',
    /rps|qps|tps|request|throughput|queries|invocations|(^|[^a-z])(lod|load|workload|counts?|rates?|calls?|ops)([^a-z]|$)|per_(s|min)|total/,
  ],
];

/** Words that run into one another are told apart by their capitals. */
export const familyOf = (metric: string): Family => {
  const name = metric.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return families.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
};

/** What a service uses up. It is of the service itself, where latency and errors also come from those it calls. */
const resources = new Set<Family>(['cpu', 'memory', 'disk', 'network', 'saturation']);
export const isResource = (family: Family) => resources.has(family);

/** What passes through a service; it follows the load, so that its changes are mostly consequences. */
const flows = new Set<Family>(['traffic', 'network', 'disk']);
export const isFlow = (family: Family) => flows.has(family);
