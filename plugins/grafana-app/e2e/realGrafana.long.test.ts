import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../../provisioning/demo/src/testBrowser';
import { Visitor } from './grafana';
import { pictureIn, views, wrongOn } from './looks';
import { pagesOfAny } from './pages';
import { byForm } from './signIn';

const { GRAFANA_URL: url, GRAFANA_USER: user = 'admin', GRAFANA_PASSWORD: password = 'admin' } = process.env;
const pictures = join(resolve(__dirname, '../../..'), '.data/screenshots');
const where = url === undefined ? describe.skip : describe;

/** A real Grafana with the app and its provisioning, and somebody there who may see it. Its theme is theirs. */
where('a real Grafana, at GRAFANA_URL', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each(pagesOfAny)('%s looks right, wide and narrow', async (name, path) => {
    const wrong: string[] = [];
    for (const width of new Set(views.map(view => view.width))) {
      const someone = await Visitor.by(browser, byForm(url!.replace(/\/$/, ''), user, password), { width });
      wrong.push(...(await wrongOn(someone, path, pictureIn(pictures, 'real', name, width))));
      await someone.leave();
    }
    expect(wrong).toEqual([]);
  });
});
