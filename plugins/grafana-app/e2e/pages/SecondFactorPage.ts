import { english } from '@autocura/common';
import type { Page } from 'playwright-core';

const {
  labels,
  screens: { secondFactor: words },
} = english;

/** One's own second factor. */
export class SecondFactorPage {
  constructor(private readonly page: Page) {}

  readonly path = '/a/autocura-healing-app/second-factor';

  private app = () => this.page.getByRole('region', { name: words.inApp });

  /** Begins one, or another in place of one whose first code never came, and answers what an app is given. */
  async begin(): Promise<string> {
    const [first, again] = [words.setUp, words.again].map(name => this.page.getByRole('button', { name }));
    await first!.or(again!).click();
    return ((await this.app().locator('code').textContent()) ?? '').replace(/\s/g, '');
  }

  async confirm(code: string) {
    await this.app().getByLabel(words.firstCode).fill(code);
    await this.app().getByRole('button', { name: words.confirm }).click();
  }

  recoveryCodes = () => this.page.getByRole('list', { name: words.recovery }).getByRole('listitem');
  kept = () => this.page.getByRole('button', { name: words.kept });
  code = () => this.page.getByLabel(new RegExp(labels.secondFactorCode));
}
