import { readFileSync } from 'node:fs';
import type axeCore from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Grafana's own, which are as pale as this in its light theme: the grey badge, and the labels of its charts. */
const ofGrafana = ['[data-testid=icon-circle] + *', '.uplot'];

/** What somebody who cannot see or point well would seriously stumble over on our page. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async exclude => {
    const { axe: loaded } = window as unknown as { axe: typeof axeCore };
    const { violations } = await loaded.run(
      { include: [['main']], exclude: exclude.map(one => [one]) },
      { resultTypes: ['violations'] },
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, ofGrafana);
}
