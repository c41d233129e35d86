import { english } from '@autocura/common';
import type { Locator, Page } from 'playwright-core';

const {
  labels,
  screens: { silences: words },
} = english;

/** About what people ask for quiet. */
export class Silences {
  constructor(private readonly page: Page) {}

  about = (matcher: string) => this.page.getByRole('listitem').filter({ hasText: matcher });

  /** Sends the form, which is open and says about which alerts. */
  async ask(reason: string) {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel(labels.reason).fill(reason);
    await dialog.getByRole('button', { name: words.make }).click();
  }

  async end(one: Locator, note: string) {
    await one.getByRole('button', { name: words.end }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(note);
    await dialog.getByRole('button', { name: words.end }).click();
  }
}
