import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The first that is installed.
 * @throws Error when none is
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = browsers.find(path => existsSync(path));
  if (!executablePath) throw new Error('no Chromium is installed');
  return chromium.launch({ executablePath });
}

/** By how many pixels the page is wider than the window. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
