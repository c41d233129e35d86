import { AutocuraError, english, type AskedSource, type Brake, type ServiceHealth } from '@autocura/common';
import { textsFor } from '../texts';
import { checkHealth } from './checkHealth';

const at = '2026-01-01T00:00:00.000Z';
const health = (service: string, dataAt?: string): ServiceHealth => ({
  ...{ service, state: 'ok', reasons: [], since: at, signals: [], openIncidents: [] },
  ...(dataAt && { dataAt }),
});

interface Backend {
  services?: ServiceHealth[];
  sources?: AskedSource[];
  holds?: Brake['holds'];
}
const check = ({ services = [health('cart', at)], sources = [], holds = [] }: Backend) =>
  checkHealth(
    {
      services: async () => ({ items: services }),
      sources: async () => ({ items: sources }),
      brake: async () => ({ holds }),
    },
    { words: english, texts: textsFor('en') },
  );

test.each<{ name: string; backend: Backend; status: string; message: string }>([
  {
    name: 'all is well',
    backend: {},
    status: 'success',
    message: 'The Autocura backend answers. It watches one service.',
  },
  {
    name: 'a sender is not heard',
    backend: { sources: [{ source: 'am:9093/', askedAt: at, problem: 'refused' }] },
    status: 'success',
    message:
      'The Autocura backend answers. It watches one service. Alerts may be missed while this lasts: am:9093/: refused.',
  },
  {
    name: 'the brake is on',
    backend: { services: [health('a', at), health('b')], holds: [{ by: 'ana', reason: 'stop' }] },
    status: 'success',
    message:
      'The Autocura backend answers. It watches 2 services. The brake is on: nothing is changed, by itself or on anybody’s word.',
  },
  {
    name: 'nothing was ever measured',
    backend: { services: [health('cart')] },
    status: 'warning',
    message: 'The Autocura backend answers, but it has not measured any service yet: is its Prometheus reached?',
  },
])('$name', async ({ backend, status, message }) => {
  expect(await check(backend)).toEqual({ status, message });
});

test.each([
  { name: 'is not there', error: new AutocuraError(0, 'Unreachable', 'no answer'), message: /cannot be reached/ },
  {
    name: 'refuses',
    error: new AutocuraError(403, 'NotAllowedError', 'not granted to you'),
    message: /not granted to you/,
  },
])('a backend that $name', async ({ error, message }) => {
  const refuse = () => Promise.reject(error);
  const checked = checkHealth(
    { services: refuse, sources: refuse, brake: refuse },
    { words: english, texts: textsFor('en') },
  );
  expect(await checked).toEqual({ status: 'error', message: expect.stringMatching(message) });
});
