import type { Browser, Page } from 'playwright-core';
import type { FakeGrafana } from '../fakeGrafana/server';
import { AlertRules } from './pages/AlertRules';
import { IncidentPage } from './pages/IncidentPage';

export type Theme = 'dark' | 'light';

/** Grafana in a browser, as somebody, with what the browser complained about. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly alertRules: AlertRules;
  readonly incident: IncidentPage;

  private constructor(
    readonly page: Page,
    private readonly grafana: Pick<FakeGrafana, 'signIn'>,
    private readonly login: string,
    private readonly theme: Theme,
  ) {
    page.on('console', message => {
      // Core's font for code is in no package.
      const { url } = message.location();
      if (message.type() === 'error' && !url.includes('/public/fonts/roboto/'))
        this.complaints.push(`${message.text()} ${url}`);
    });
    page.on('pageerror', error => this.complaints.push(String(error)));
    this.alertRules = new AlertRules(page);
    this.incident = new IncidentPage(page);
  }

  static async of(
    browser: Browser,
    grafana: Pick<FakeGrafana, 'signIn'>,
    { login = 'ana', theme = 'dark', width = 1280 }: { login?: string; theme?: Theme; width?: number } = {},
  ) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    return new Visitor(await context.newPage(), grafana, login, theme);
  }

  /** A path of Grafana, signed in. */
  async goto(path: string) {
    await this.page.goto(this.grafana.signIn(this.login, path, this.theme));
  }

  leave = () => this.page.context().close();
}
