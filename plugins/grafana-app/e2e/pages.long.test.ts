import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../../provisioning/demo/src/testBrowser';
import type { Major } from '../fakeGrafana/bundlePage';
import type { FakeGrafana } from '../fakeGrafana/server';
import { startWithRecord } from '../fakeGrafana/withRecord';
import { Visitor } from './grafana';
import { pictureIn, views, wrongOn } from './looks';
import { app, pagesOf } from './pages';

const pages = pagesOf({ proposed: 'approves', healed: 'healed', service: 'service-1' });

const pictures = join(resolve(__dirname, '../../..'), '.data/screenshots');
const majors: Major[] = [12, 13];
describe('every page, over a record', () => {
  const stops: (() => unknown)[] = [];
  let browser: Browser;
  let grafanas: Map<Major, FakeGrafana>;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    ({ grafanas } = await startWithRecord({ majors, incidents: 100, onStop: stop => void stops.unshift(stop) }));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
  });

  test.each([...pages, ['incident-storm', `${app}/incidents/storm`]])(
    '%s looks right in both versions and themes, wide and narrow',
    async (name, path) => {
      const wrong: string[] = [];
      for (const major of majors)
        for (const { theme, width } of views) {
          const ana = await Visitor.of(browser, grafanas.get(major)!, { theme, width });
          wrong.push(...(await wrongOn(ana, path, pictureIn(pictures, 'record', name, major, theme, width))));
          await ana.leave();
        }
      expect(wrong).toEqual([]);
    },
  );

  test('ida, whom Grafana itself lets approve nothing, is told so, and her call does not go through', async () => {
    const ida = await Visitor.of(browser, grafanas.get(12)!, { login: 'ida' });
    await ida.goto(`${app}/incidents/approves`);
    const approve = ida.incident.approve();
    await approve.waitFor();
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    await approve.hover();
    await ida.page.getByText('autocura-healing-app.actions:approve').waitFor();
    const status = await ida.page.evaluate(async () => {
      const path = '/api/plugin-proxy/autocura-healing-app/approver/v1/incidents/approves/approval';
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'POST', headers, body: '{"digest":"digest-11"}' })).status;
    });
    expect(status).toBe(403);
    await ida.leave();
  });

  test('quiet is asked for and ended again', async () => {
    const ana = await Visitor.of(browser, grafanas.get(12)!);
    await ana.goto(`${app}/silences?label=service%3Dcart`);
    await ana.silences.ask('we move the database');
    const one = ana.silences.about('service="cart"');
    await one.waitFor();
    await ana.silences.end(one, 'done early');
    await one.waitFor({ state: 'detached' });
    expect(ana.complaints).toEqual([]);
    await ana.leave();
  });
});
