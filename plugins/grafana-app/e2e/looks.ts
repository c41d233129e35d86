import { english } from '@autocura/common';
import { join } from 'node:path';
import { overflow } from '../../../provisioning/demo/src/testBrowser';
import { barriers } from './accessible';
import type { Theme, Visitor } from './grafana';

export interface View {
  theme: Theme;
  width: number;
}

export const views: View[] = (['dark', 'light'] as const).flatMap(theme =>
  [1280, 390].map(width => ({ theme, width })),
);

/** What is wrong with a page that is gone to, as it looks. */
export async function wrongOn(visitor: Visitor, path: string, picture: string): Promise<string[]> {
  await visitor.goto(path);
  return wrongNow(visitor, picture);
}

/** What is wrong with a page as it looks now: wider than the window, hard to use for some, or something that complained. A picture of it is kept. */
export async function wrongNow(visitor: Visitor, picture: string): Promise<string[]> {
  await visitor.page.locator('main h1').first().waitFor();
  await visitor.page.waitForFunction(
    loading => !document.querySelector(`main [role=status][aria-label=${loading}]`),
    english.labels.loading,
  );
  await visitor.page.waitForLoadState('networkidle').catch(() => {});
  await visitor.page.screenshot({ path: `${picture}.png`, fullPage: true });
  const found = [...(await barriers(visitor.page)), ...visitor.complaints];
  if ((await overflow(visitor.page)) > 0) found.push('is wider than the window');
  return found.map(one => `${picture.slice(picture.lastIndexOf('/') + 1)}: ${one}`);
}

export const pictureIn = (folder: string, ...parts: (string | number)[]) => join(folder, parts.join('-'));
