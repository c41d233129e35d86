import { ROOT_CONTEXT, type Span, type SpanOptions, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { Incident } from '@autocura/common';
import type { World } from '../world';
import { inHealing, tracedWorld } from './traced';

interface Ended {
  name: string;
  traceId: string | undefined;
  attributes: Record<string, unknown>;
  failed?: string | undefined;
}

/** A fake OpenTelemetry SDK that remembers the spans that ended. */
function fakeSdk(): Ended[] {
  const ended: Ended[] = [];
  const startActiveSpan = (name: string, { attributes }: SpanOptions, ...rest: unknown[]) => {
    const work = rest.at(-1) as (span: Span) => unknown;
    const context = rest.length > 1 ? (rest[0] as typeof ROOT_CONTEXT) : ROOT_CONTEXT;
    const one: Ended = { name, traceId: trace.getSpanContext(context)?.traceId, attributes: { ...attributes } };
    return work({
      setAttribute: (key: string, value: unknown) => (one.attributes[key] = value),
      setStatus: ({ code, message }: { code: SpanStatusCode; message?: string }) => {
        if (code === SpanStatusCode.ERROR) one.failed = message;
      },
      end: () => ended.push(one),
    } as unknown as Span);
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) as unknown as Tracer });
  return ended;
}

afterEach(() => trace.disable());

const incident = { id: '00000000-1111-2222-3333-444444444444', service: 'cart', phase: 'open' } as Incident;
const world = {
  now: () => new Date(0),
  worth: async () => [],
  heals: async () => Promise.reject(new TypeError('token=x')),
};
const traced = () => tracedWorld(world as unknown as World);

test('a phase is a span of the trace that the log lines of the incident name', async () => {
  const ended = fakeSdk();
  await inHealing(incident, async () => ({ ...incident, phase: 'diagnosed' }) as Incident);
  expect(ended).toEqual([
    {
      name: 'heal',
      traceId: '00000000111122223333444444444444',
      attributes: {
        'autocura.incident': incident.id,
        'autocura.service': 'cart',
        'autocura.phase': 'open',
        'autocura.phase.next': 'diagnosed',
      },
    },
  ]);
});

test('each call to the outside is a span, and what it failed with is told by its kind alone', async () => {
  const ended = fakeSdk();
  expect(traced().now()).toEqual(new Date(0));
  expect(await traced().worth()).toEqual([]);
  await expect(traced().heals('cart', 'bad-release', new Date(0))).rejects.toThrow('token=x');
  expect(ended.map(({ name, failed }) => [name, failed])).toEqual([
    ['worth', undefined],
    ['heals', 'TypeError'],
  ]);
});

test('without an SDK everything goes on as it would', async () =>
  expect(await inHealing(incident, async () => incident)).toBe(incident));
