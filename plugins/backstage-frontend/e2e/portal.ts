import { english } from '@autocura/common';
import type axeCore from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page, Route } from 'playwright-core';

export type Theme = 'dark' | 'light';
/** What is answered in the backend's place; undefined lets it answer itself. */
export type Interfere = (url: URL) => { status?: number; body: unknown } | 'never' | undefined;

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The portal in a browser, with what the browser complained about. Everybody is the guest. */
export class Visitor {
  readonly complaints: string[] = [];
  private interfere: Interfere | undefined;

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('console', message => {
      // What a test makes the backend refuse is complained about by the browser itself.
      if (message.type() === 'error' && !this.interfere) this.complaints.push(message.text());
    });
    page.on('pageerror', error => this.complaints.push(String(error)));
  }

  static async of(browser: Browser, url: string, { theme = 'light' as Theme, width = 1280, language = 'en' } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
    await context.addInitScript(chosen => window.localStorage.setItem('language', chosen), language);
    return new Visitor(await context.newPage(), url);
  }

  goto = (path: string) => this.page.goto(`${this.url}${path}`);

  /** From now on this is asked before the backend is. */
  async answerInstead(interfere: Interfere) {
    this.interfere = interfere;
    await this.page.route('**/api/{autocura,catalog}/**', route => answer(route, interfere));
  }

  /** The card on the page of an entity. */
  card = () => this.page.locator('.bui-Card', { has: this.page.getByRole('heading', { name: 'Health', exact: true }) });

  loading = () => this.page.getByRole('status', { name: english.labels.loading });

  /** What somebody who cannot see or point well would seriously stumble over in there. */
  async barriers(within: Locator): Promise<string[]> {
    await this.page.evaluate(axe);
    return within.first().evaluate(async element => {
      const { axe } = window as unknown as { axe: typeof axeCore };
      const { violations } = await axe.run(element as HTMLElement, { resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
  }

  picture = (folder: string, name: string) =>
    this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });

  leave = () => this.page.context().close();
}

async function answer(route: Route, interfere: Interfere) {
  const instead = interfere(new URL(route.request().url()));
  if (instead === 'never') return;
  if (instead === undefined) return void (await route.fallback());
  await route.fulfill({ status: instead.status ?? 200, json: instead.body });
}
