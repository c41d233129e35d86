import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { behaviours } from '../services';
import { bank, services } from '../plan';
import { Frame } from './frame';
import type { Module } from './inside';
import type { Order, ProcessConfig, Report } from './messages';

const config = JSON.parse(process.env.SHOP_PROCESS ?? '') as ProcessConfig;
const plan = [...services, bank].find(each => each.name === config.service);
const behaviour = behaviours[config.service];
if (!plan || !behaviour) throw new Error(`no service is called ${config.service}`);

const frame = new Frame(config, plan, line => writeSync(1, line));

const load = createRequire(__filename) as (file: string) => Module;

function take(file: string) {
  const module = load(file);
  (module.inside ?? module.default)?.(frame.inside());
}

const orders: { [Type in Order['type']]: (order: Extract<Order, { type: Type }>) => void } = {
  endpoints: ({ endpoints }) => (frame.endpoints = endpoints),
  settings: ({ settings }) => (frame.settings = settings),
  module: ({ file }) => take(file),
  delay: ({ ms }) => (frame.delayMs = ms),
};

process.on('message', (order: Order) => orders[order.type](order as never));
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void frame.stop().then(() => process.exit(0)));

config.modules.forEach(take);
void frame.start(behaviour(frame)).then(() => process.send?.({ type: 'ready' } satisfies Report));
