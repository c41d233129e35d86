import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Shipping {
  /** Holds `<service>-<slot>.log`. */
  folder: string;
  /** Elasticsearch's or OpenSearch's address. */
  url: string;
  everyMs?: number;
}

export const shopStream = 'logs-shop-default';
/** Of one file at once, in bytes. */
const most = 2 ** 20;

interface Place {
  at: number;
  /** What was written of a line that is not whole yet. */
  rest: string;
}

/**
 * Brings what the shop's processes write to Elasticsearch, by its common schema. What cannot be sent is lost; the shop
 * goes on. Ends with what is there sent.
 */
export function shipLogs({ folder, url, everyMs = 1000 }: Shipping): () => Promise<void> {
  const places = new Map<string, Place>();
  let busy = Promise.resolve();
  let isPrepared = false;
  const ship = async () => {
    if (!isPrepared) await prepared(url);
    isPrepared = true;
    for (const name of await readdir(folder).catch(() => [])) {
      const place = places.get(name) ?? { at: 0, rest: '' };
      places.set(name, place);
      const documents = (await newLines(join(folder, name), place)).map(line => documentOf(line, name));
      if (documents.length > 0) await created(url, documents);
    }
  };
  const next = () => (busy = busy.then(ship).catch(() => undefined));
  const timer = setInterval(() => void next(), everyMs);
  return async () => {
    clearInterval(timer);
    await next();
  };
}

async function newLines(file: string, place: Place): Promise<string[]> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(most), 0, most, place.at);
    place.at += bytesRead;
    const lines = `${place.rest}${buffer.toString('utf8', 0, bytesRead)}`.split('\n');
    place.rest = lines.pop() ?? '';
    return lines.filter(line => line.trim() !== '');
  } finally {
    await handle.close();
  }
}

interface Line {
  timestamp: string;
  level: string;
  service: string;
  trace_id: string | null;
  message: string;
  metadata: object;
}

/** What a process says as it dies is no JSON; the file's name tells whose it is. */
function documentOf(line: string, file: string) {
  const said = lineIn(line);
  return {
    '@timestamp': said?.timestamp ?? new Date().toISOString(),
    message: said?.message ?? line,
    service: { name: said?.service ?? file.replace(/-\d+\.log$/, '') },
    ...(said && { log: { level: said.level } }),
    ...(said?.trace_id && { trace: { id: said.trace_id } }),
  };
}

function lineIn(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}

const keyword = { type: 'keyword' };
async function prepared(url: string) {
  const properties = {
    message: { type: 'text' },
    service: { properties: { name: keyword } },
    log: { properties: { level: keyword } },
    trace: { properties: { id: keyword } },
  };
  await send(`${url}/_index_template/shop-logs`, 'PUT', 'application/json', {
    ...{ index_patterns: [shopStream], data_stream: {}, priority: 300, template: { mappings: { properties } } },
  });
}

const created = (url: string, documents: object[]) =>
  send(
    `${url}/_bulk`,
    'POST',
    'application/x-ndjson',
    ...documents.flatMap(one => [{ create: { _index: shopStream } }, one]),
  );

async function send(url: string, method: string, type: string, ...bodies: object[]) {
  const body = bodies.map(one => `${JSON.stringify(one)}\n`).join('');
  await fetch(url, { method, headers: { 'content-type': type }, body, signal: AbortSignal.timeout(5000) });
}
