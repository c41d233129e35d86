import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateSync } from 'otplib';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../../provisioning/demo/src/testBrowser';
import type { Major } from '../fakeGrafana/bundlePage';
import type { FakeGrafana } from '../fakeGrafana/server';
import { startWithRecord } from '../fakeGrafana/withRecord';
import { Visitor } from './grafana';
import { pictureIn, views, wrongNow, wrongOn } from './looks';
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

  test.each([
    ...pages,
    ['incident-storm', `${app}/incidents/storm`],
    ['incident-for-good', `${app}/incidents/for-good`],
  ])('%s looks right in both versions and themes, wide and narrow', async (name, path) => {
    const wrong: string[] = [];
    for (const major of majors)
      for (const { theme, width } of views) {
        const ana = await Visitor.of(browser, grafanas.get(major)!, { theme, width });
        wrong.push(...(await wrongOn(ana, path, pictureIn(pictures, 'record', name, major, theme, width))));
        await ana.leave();
      }
    expect(wrong).toEqual([]);
  });

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

  test('a second factor is set up, its codes are told once, and it is asked for from then on', async () => {
    const wrong: string[] = [];
    for (const [index, { theme, width }] of views.entries()) {
      const ana = await Visitor.of(browser, grafanas.get(index % 2 === 0 ? 12 : 13)!, { theme, width });
      const picture = (name: string) => pictureIn(pictures, 'record', name, theme, width);
      await ana.goto(ana.secondFactor.path);
      const secret = await ana.secondFactor.begin();
      wrong.push(...(await wrongNow(ana, picture('second-factor-begun'))));
      if (index === views.length - 1) {
        await ana.secondFactor.confirm(generateSync({ secret }));
        await ana.secondFactor.recoveryCodes().first().waitFor();
        expect(await ana.secondFactor.recoveryCodes().count()).toBe(10);
        wrong.push(...(await wrongNow(ana, picture('second-factor-told'))));
        await ana.secondFactor.kept().click();
        await ana.secondFactor.recoveryCodes().first().waitFor({ state: 'detached' });
        wrong.push(...(await wrongNow(ana, picture('second-factor-ready'))));
        expect(await ana.secondFactor.code().isVisible()).toBe(true);
        wrong.push(...(await wrongOn(ana, `${app}/incidents/for-good`, picture('second-factor-asked'))));
        expect(await ana.secondFactor.code().isVisible()).toBe(true);
      }
      await ana.leave();
    }
    expect(wrong).toEqual([]);
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
