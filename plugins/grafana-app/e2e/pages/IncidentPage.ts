import { english } from '@autocura/common';
import type { Page } from 'playwright-core';

const { labels, phases } = english;

/** The story of one incident. */
export class IncidentPage {
  constructor(private readonly page: Page) {}

  readonly url = /\/a\/autocura-healing-app\/incidents\/[^/?]+$/;

  async id(): Promise<string> {
    await this.page.waitForURL(this.url);
    return decodeURIComponent(new URL(this.page.url()).pathname.split('/').at(-1) ?? '');
  }

  causes = () => this.page.getByRole('region', { name: labels.likelyCauses });
  plan = () => this.page.getByRole('region', { name: labels.plan, exact: true });
  approve = () => this.page.getByRole('button', { name: labels.approve });
  phase = (phase: keyof typeof phases) => this.page.getByText(phases[phase], { exact: true });
}
