import { appendFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '../http';
import type { Endpoints } from '../service/messages';
import { gapMs, randomOf } from './arrivals';
import { journey } from './journey';
import type { Ask } from './journey';
import type { LoadConfig, LoadOrder } from './messages';
import { Records } from './records';

const config = JSON.parse(process.env.SHOP_LOAD ?? '') as LoadConfig;
const records = new Records(Date.now, record => appendFileSync(config.file, `${JSON.stringify(record)}\n`));
const agent = new Agent({ keepAlive: true });
const random = randomOf(config.seed);
const timeoutMs = 5000;

let endpoints: Endpoints = config.endpoints;
let perSecond = config.perSecond;
let turn = 0;

const send = (method: string, url: string, body: unknown): Promise<{ ok: boolean; body: unknown }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { 'content-type': 'application/json' } }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ ok: answer.statusCode === 200, body: answer.statusCode === 200 ? JSON.parse(text) : undefined });
      });
    });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });

const ask: Ask = async (method, path, body) => {
  const gateways = endpoints.gateway ?? [];
  const gateway = gateways[(turn += 1) % gateways.length];
  const began = performance.now();
  const answer = await send(method, `${gateway}${path}`, body).catch(() => ({ ok: false, body: undefined }));
  records.request(answer.ok, performance.now() - began);
  return answer;
};

/** Arrivals follow the clock, not the last timer, so that a late timer does not make fewer shoppers. */
async function shoppers() {
  for (let due = Date.now(); ; due += gapMs(random, perSecond)) {
    const early = due - Date.now();
    if (early > 0) await sleep(early);
    records.arrival(Date.now() - due);
    void journey(ask, random, confirmed => records.order(confirmed), Date.now);
  }
}

process.on('message', (order: LoadOrder) => {
  if (order.type === 'endpoints') endpoints = order.endpoints;
  else perSecond = order.perSecond;
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

void serve(config.port, ({ path, query }) => {
  if (path === '/records') return { body: { records: records.since(Number(query.get('since') ?? 0)) } };
  if (path === '/summary') return { body: records.summary(Number(query.get('seconds') ?? 10)) };
  return { status: 404, body: { error: 'ask /records?since= or /summary?seconds=' } };
}).then(() => process.send?.({ type: 'ready' }));
setInterval(() => records.flush(), 1000);
void shoppers();
