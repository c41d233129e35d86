import { localize } from './localize';
import { around, input, noticed, series, span } from './testSupport/given';

const five = (level: number) => Array.from({ length: 5 }, () => level);
const quiet = ['shop', 'stock', 'till'].flatMap(service => [
  series(`${service}.cpu`, around(1), around(1, 5)),
  series(`${service}.latency_avg`, around(0.1), around(0.1, 5)),
]);
const instead = (...changed: ReturnType<typeof series>[]) =>
  quiet.map(one => changed.find(({ service, metric }) => service === one.service && metric === one.metric) ?? one);

test('the service whose processor is busy comes first, and says why', () => {
  const found = localize(
    input({
      series: instead(series('stock.cpu', around(1), five(9)), series('stock.latency_avg', around(0.1), five(0.9))),
    }),
  );
  expect(found.abstains).toBe(false);
  expect(found.services[0]).toMatchObject({
    service: 'stock',
    because: [{ kind: 'metric', metric: 'cpu' }, { metric: 'latency_avg' }],
  });
  expect(found.metrics[0]).toMatchObject({ service: 'stock', metric: 'cpu' });
});

test('in quiet times it says that it does not know', () =>
  expect(localize(input({ series: quiet })).abstains).toBe(true));

test('of nothing at all it says nothing', () =>
  expect(localize(input({}))).toMatchObject({ services: [], metrics: [], standsOut: 0, abstains: true }));

test('beside an alert the caller is excused by the callee that it waits for', () => {
  const slow = instead(
    series('shop.latency_avg', around(0.1), five(1)),
    series('stock.latency_avg', around(0.1), five(0.95)),
  );
  const alert = { service: 'shop', metric: 'latency', time: noticed };
  const found = localize(
    input({
      series: slow,
      alert,
      topology: [
        ['shop', 'stock'],
        ['shop', 'till'],
      ],
    }),
  );
  expect(found.services[0]?.service).toBe('stock');
  const shop = found.services.find(({ service }) => service === 'shop');
  expect(shop?.because[0]).toMatchObject({ explainedBy: 'stock' });
});

test('traces tell what the series do not', () => {
  const spans = (from: number, work: number) =>
    Array.from({ length: 60 }, (_, n) => [
      span(`${from}/${n}`, 'a', 'shop|buy', 10 + work, from * 1000 + n),
      span(`${from}/${n}`, 'a.b', 'till|pay', work, from * 1000 + n),
    ]).flat();
  const found = localize(input({ series: quiet, spans: [...spans(noticed - 60, 5), ...spans(noticed, 200)] }));
  expect(found.services[0]).toMatchObject({ service: 'till', because: [{ kind: 'time', between: ['till'] }] });
  expect(found.abstains).toBe(false);
});

test('the same input gives the same answer', () => {
  const given = input({ series: instead(series('stock.cpu', around(1), five(9))) });
  expect(localize(given)).toEqual(localize(given));
});
