import type { Page } from 'playwright-core';

/** A Grafana in which a browser can be somebody. */
export interface SignIn {
  /** Brings the page to a path, signed in. */
  (page: Page, path: string): Promise<void>;
}

/** By the form of a real Grafana, once; from then on by its cookie. */
export function byForm(url: string, user: string, password: string): SignIn {
  return async (page, path) => {
    await page.goto(`${url}${path}`);
    const form = page.locator('input[name=user]');
    const heading = page.locator('main h1').first();
    await form.or(heading).first().waitFor();
    if (!(await form.isVisible())) return;
    await form.fill(user);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await form.waitFor({ state: 'detached' });
    await page.goto(`${url}${path}`);
  };
}
