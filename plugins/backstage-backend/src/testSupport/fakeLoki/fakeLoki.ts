import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeLoki {
  url: string;
  /** Every question, in order: its path and its query. */
  asked: { path: string; query: string }[];
  /** A status in place of the right answer, or silence. */
  fault: () => { status: number } | { hang: true } | undefined;
  close(): Promise<void>;
}

interface Entry {
  labels: Record<string, string>;
  /** Nanoseconds since 1970. */
  at: bigint;
  line: string;
  metadata: Record<string, string>;
}

/**
 * Loki's HTTP API as far as it is used here: `push`, `query` and `query_range`, over lines in memory. Of LogQL it knows
 * selectors by `=` and `=~`, the line filters `|=` and `|~`, one label filter by `=~`, and `sum by (…) (count_over_time(… [Ns]))`.
 */
export async function fakeLoki(): Promise<FakeLoki> {
  const entries: Entry[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
      const send = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      };
      const wrong = loki.fault();
      if (wrong && 'hang' in wrong) return;
      if (wrong) return send(wrong.status, `told to answer ${wrong.status}`);
      if (pathname === '/loki/api/v1/push') {
        entries.push(...pushed(Buffer.concat(chunks).toString()));
        return send(204, '');
      }
      const query = searchParams.get('query') ?? '';
      loki.asked.push({ path: pathname, query });
      try {
        if (pathname === '/loki/api/v1/query') return send(200, counted(entries, query, searchParams));
        if (pathname === '/loki/api/v1/query_range') return send(200, found(entries, query, searchParams));
        return send(404, '404 page not found');
      } catch (error) {
        return send(400, `parse error : ${(error as Error).message}`);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it closes this ends all the same.
  server.unref();
  const loki: FakeLoki = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    fault: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return loki;
}

function pushed(body: string): Entry[] {
  const { streams } = JSON.parse(body) as {
    streams: { stream: Record<string, string>; values: [string, string, Record<string, string>?][] }[];
  };
  return streams.flatMap(({ stream, values }) =>
    values.map(([at, line, metadata = {}]) => ({ labels: stream, at: BigInt(at), line, metadata })),
  );
}

const counts = /^sum by \((\w+)\) \(count_over_time\((.*) \[(\d+)s\]\)\)$/s;

function counted(entries: Entry[], query: string, params: URLSearchParams) {
  const [, label = '', inner = '', seconds = ''] = counts.exec(query) ?? [];
  if (label === '') throw new Error(`unexpected query ${query}`);
  const end = BigInt(params.get('time') ?? '0');
  const start = end - BigInt(seconds) * 1_000_000_000n;
  const values = new Map<string, number>();
  for (const { labels } of entries.filter(entry => entry.at > start && entry.at <= end && fits(inner)(entry)))
    values.set(labels[label] ?? '', (values.get(labels[label] ?? '') ?? 0) + 1);
  const at = Number(end / 1_000_000_000n);
  const result = [...values].map(([name, count]) => ({ metric: { [label]: name }, value: [at, String(count)] }));
  return { status: 'success', data: { resultType: 'vector', result } };
}

function found(entries: Entry[], query: string, params: URLSearchParams) {
  const [start, end] = [BigInt(params.get('start') ?? '0'), BigInt(params.get('end') ?? '0')];
  const sign = params.get('direction') === 'forward' ? 1 : -1;
  const hits = entries
    .filter(entry => entry.at >= start && entry.at < end && fits(query)(entry))
    .sort((a, b) => sign * Number(a.at - b.at))
    .slice(0, Number(params.get('limit') ?? 100));
  // What is kept beside a line comes back as labels of its stream.
  const result = hits.map(({ labels, at, line, metadata }) => ({
    stream: { ...labels, ...metadata },
    values: [[String(at), line]],
  }));
  return { status: 'success', data: { resultType: 'streams', result } };
}

const text = String.raw`"((?:[^"\\]|\\.)*)"`;
const unquoted = (quoted: string) => JSON.parse(`"${quoted}"`) as string;
/** As Go's RE2: flags stand in front, and a label matches as a whole. */
const regexOf = (pattern: string, whole: boolean) => {
  const insensitive = pattern.startsWith('(?i)');
  const plain = insensitive ? pattern.slice(4) : pattern;
  return new RegExp(whole ? `^(?:${plain})$` : plain, insensitive ? 'i' : '');
};

function fits(query: string): (entry: Entry) => boolean {
  const selector = new RegExp(`^\\{(\\w+)(=~?)${text}\\}`).exec(query);
  if (!selector) throw new Error(`unexpected query ${query}`);
  const [all, label = '', sign = '', value = ''] = selector;
  const tests = [
    ({ labels }: Entry) =>
      sign === '=' ? labels[label] === unquoted(value) : regexOf(unquoted(value), true).test(labels[label] ?? ''),
  ];
  for (let rest = query.slice(all.length).trim(); rest !== '';) {
    const filter = new RegExp(`^\\|([=~]) ?${text}\\s*`).exec(rest);
    const byLabel = new RegExp(`^\\| (\\w+)=~${text}\\s*`).exec(rest);
    const [taken] = filter ?? byLabel ?? [];
    if (taken === undefined) throw new Error(`unexpected ${rest}`);
    if (filter) {
      const wanted = unquoted(filter[2] ?? '');
      tests.push(({ line }) => (filter[1] === '=' ? line.includes(wanted) : regexOf(wanted, false).test(line)));
    } else {
      const [, name = '', wanted = ''] = byLabel ?? [];
      tests.push(({ labels, metadata }) => regexOf(unquoted(wanted), true).test(metadata[name] ?? labels[name] ?? ''));
    }
    rest = rest.slice(taken.length);
  }
  return entry => tests.every(test => test(entry));
}
