import { PrometheusClient } from './client';
import { blindness, watchedSight } from './sight';
import { freePort, TestPrometheus } from './testSupport/prometheus';

const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
const hours = 2;
const at = (minutes: number) => new Date((start + minutes * 60) * 1000);

/** A sample a minute; `until` minutes after the start it has the last one, or becomes `then`. */
const line = (series: string, until: number, then?: number) =>
  Array.from({ length: hours * 60 + 1 }, (_, minute) => minute)
    .filter(minute => minute <= until || then !== undefined)
    .map(minute => `${series} ${minute <= until ? 1 : then} ${start + minute * 60}`);

describe.each([
  {
    name: 'all targets answer',
    past: [...line('up{instance="a"}', 120), ...line('up{instance="b"}', 120)],
    says: undefined,
  },
  {
    name: 'half of them do',
    past: [...line('up{instance="a"}', 120), ...line('up{instance="b"}', 70, 0)],
    says: undefined,
  },
  {
    name: 'most of them do not',
    past: ['b', 'c'].flatMap(one => line(`up{instance="${one}"}`, 70, 0)).concat(line('up{instance="a"}', 120)),
    says: '1 targets answer, an hour ago 3 did',
  },
  {
    name: 'nothing is scraped any more',
    past: line('up{instance="a"}', 70),
    says: 'Prometheus has scraped nothing for',
  },
  {
    name: 'Watchdog fires',
    past: [...line('up{instance="a"}', 120), ...line('ALERTS{alertname="Watchdog",alertstate="firing"}', 120)],
    says: undefined,
  },
  {
    name: 'Watchdog has gone',
    past: [...line('up{instance="a"}', 120), ...line('ALERTS{alertname="Watchdog",alertstate="firing"}', 70)],
    says: 'the alert Watchdog, which always fires, has gone',
  },
])('G-71 where $name', ({ past, says }) => {
  let prometheus: TestPrometheus;
  beforeAll(async () => (prometheus = await TestPrometheus.start(past)));
  afterAll(() => prometheus.stop());

  test(says ?? 'it sees', async () => {
    const found = await blindness(new PrometheusClient({ url: prometheus.url }), at(119));
    if (says === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(says);
  });
});

test('G-71 who cannot be reached sees nothing', async () => {
  const client = new PrometheusClient({ url: `http://127.0.0.1:${await freePort()}` });
  expect(await blindness(client, at(60))).toContain('cannot be reached');
});

test('what was seen a moment ago is not asked again', async () => {
  let [asked, now] = [0, at(0)];
  const query = async () => {
    asked += 1;
    return [{ labels: {}, value: now.getTime() / 1000 }];
  };
  const sight = watchedSight({ query }, () => now);
  await sight();
  now = new Date(now.getTime() + 14_000);
  await sight();
  expect(asked).toBe(5);
  now = new Date(now.getTime() + 1_000);
  await sight();
  expect(asked).toBe(10);
});

test('who was blind looks again soon', async () => {
  let [value, now] = [undefined as number | undefined, at(0)];
  const query = async () => (value === undefined ? [] : [{ labels: {}, value }]);
  const sight = watchedSight({ query }, () => now);
  expect(await sight()).toContain('scraped nothing');
  value = now.getTime() / 1000;
  now = new Date(now.getTime() + 1_000);
  expect(await sight()).toContain('scraped nothing');
  now = new Date(now.getTime() + 1_000);
  expect(await sight()).toBeUndefined();
});
