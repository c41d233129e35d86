import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../../provisioning/demo/src/testBrowser';
import type { FakeGrafana } from '../fakeGrafana/server';
import { startWithRecord } from '../fakeGrafana/withRecord';
import { Visitor } from './grafana';

const app = '/a/autocura-healing-app';
const many = 5_000;
const askedMs = { interactive: 1_500, task: 200 };
/** Wheels at the end after which nothing more is expected to come. */
const settled = 100;
const askedBytes = 150 * 1024;

describe(`with ${many} incidents in the store`, () => {
  const stops: (() => unknown)[] = [];
  let browser: Browser;
  let grafana: FakeGrafana;

  beforeAll(async () => {
    const { grafanas } = await startWithRecord({
      ...{ majors: [12], incidents: many, onStop: stop => void stops.unshift(stop) },
    });
    grafana = grafanas.get(12)!;
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
  });

  test('what is loaded before the lazy pages is small', async () => {
    const ana = await Visitor.of(browser, grafana);
    const scripts: Promise<number>[] = [];
    ana.page.on('response', response => {
      if (/\/public\/plugins\/.*\.js$/.test(response.url()))
        scripts.push(response.body().then(body => gzipSync(body).length));
    });
    await ana.goto(app);
    await ana.page.getByRole('link').first().waitFor();
    await ana.page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
    process.stderr.write(`the overview loads ${Math.ceil(bytes / 1024)} kB of the app\n`);
    expect(bytes).toBeLessThanOrEqual(askedBytes);
    await ana.leave();
  });

  test('an incident can be used soon after it is gone to', async () => {
    const ana = await Visitor.of(browser, grafana);
    await ana.goto(`${app}/incidents?service=service-1`);
    const link = ana.page
      .locator('main')
      .getByRole('link', { name: /service/ })
      .first();
    await link.waitFor();
    const took: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const from = performance.now();
      await link.click();
      await ana.incident.causes().waitFor();
      took.push(performance.now() - from);
      await ana.page.goBack();
      await link.waitFor();
    }
    const [first, ...rest] = took.map(Math.round);
    process.stderr.write(`an incident: ${first} ms the first time, then ${rest.join(', ')} ms\n`);
    expect(Math.max(...took)).toBeLessThanOrEqual(askedMs.interactive);
    await ana.leave();
  });

  test('no task is long while all alerts of a storm are scrolled through', async () => {
    const ana = await Visitor.of(browser, grafana);
    await ana.goto(`${app}/incidents/storm`);
    const all = ana.page.getByRole('button', { name: `(${many})` });
    await all.waitFor();
    await ana.page.evaluate(() => {
      const found = window as unknown as { longTasks: number[] };
      found.longTasks = [];
      new PerformanceObserver(list =>
        found.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
    });
    await all.click();
    // To look for the last by its text would be the longest task of all.
    const place = () =>
      ana.page.evaluate(() => {
        const { scrollTop, clientHeight, scrollHeight } = document.scrollingElement ?? document.body;
        return { height: scrollHeight, isEnd: scrollTop + clientHeight >= scrollHeight - 1 };
      });
    let still = 0;
    for (let { height } = await place(); still < settled;) {
      await ana.page.mouse.wheel(0, 5_000);
      const now = await place();
      still = now.isEnd && now.height === height ? still + 1 : 0;
      ({ height } = now);
    }
    for (let n = 0; n < 100; n += 1) await ana.page.mouse.wheel(0, -5_000);
    const longest = await ana.page.evaluate(() =>
      Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
    );
    await ana.page.getByText(`Alert${many - 1}`, { exact: true }).waitFor();
    process.stderr.write(`the longest task while scrolling: ${Math.round(longest)} ms\n`);
    expect(longest).toBeLessThanOrEqual(askedMs.task);
    await ana.leave();
  });
});
