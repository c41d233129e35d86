import type { Browser, Page } from 'playwright-core';
import type { FakeGrafana } from '../fakeGrafana/server';
import { AlertRules } from './pages/AlertRules';
import { IncidentPage } from './pages/IncidentPage';
import { SecondFactorPage } from './pages/SecondFactorPage';
import { Silences } from './pages/Silences';
import type { SignIn } from './signIn';

export type Theme = 'dark' | 'light';

/** Grafana in a browser, as somebody, with what the browser complained about. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly alertRules: AlertRules;
  readonly incident: IncidentPage;
  readonly secondFactor: SecondFactorPage;
  readonly silences: Silences;

  private constructor(
    readonly page: Page,
    private readonly signIn: SignIn,
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
    this.secondFactor = new SecondFactorPage(page);
    this.silences = new Silences(page);
  }

  /** Somebody of a fake Grafana. */
  static of(
    browser: Browser,
    grafana: Pick<FakeGrafana, 'signIn'>,
    { login = 'ana', theme = 'dark', width = 1280 }: { login?: string; theme?: Theme; width?: number } = {},
  ) {
    const signIn: SignIn = async (page, path) => void (await page.goto(grafana.signIn(login, path, theme)));
    return Visitor.by(browser, signIn, { width });
  }

  /** Somebody, by any way to sign in. */
  static async by(browser: Browser, signIn: SignIn, { width = 1280 }: { width?: number } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    return new Visitor(await context.newPage(), signIn);
  }

  /** A path of Grafana, signed in. */
  goto = (path: string) => this.signIn(this.page, path);

  leave = () => this.page.context().close();
}
