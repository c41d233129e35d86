import type { Page } from 'playwright-core';

/** Grafana's list of alert rules with their instances. */
export class AlertRules {
  constructor(private readonly page: Page) {}

  readonly path = '/alerting';

  /** An alert that fires, of this service where one is named. */
  firing(service = '\\S+') {
    return this.page
      .getByRole('row', { name: new RegExp(`service_name=${service}(\\s|$)`) })
      .filter({ hasText: 'firing' })
      .first();
  }

  /** Takes a link at an alert that fires, and says yes to leaving the page. */
  async follow(link: string, service?: string) {
    await this.firing(service)
      .getByRole('button', { name: /^More for/ })
      .click();
    await this.page.getByRole('menuitem', { name: link }).click();
    await this.page.getByRole('button', { name: 'Open', exact: true }).click();
  }
}
