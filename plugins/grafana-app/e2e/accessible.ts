import type { Page } from 'playwright-core';

/** What somebody who cannot see the page well stumbles over: controls without a name, text too pale to read. */
export function barriers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (element: Element) => element.getClientRects().length > 0;
    const described = (element: Element) => element.outerHTML.slice(0, 120);
    const nameOf = (element: Element) =>
      element.getAttribute('aria-label') ??
      element.getAttribute('title') ??
      [...(element.getAttribute('aria-labelledby')?.split(' ') ?? [])]
        .map(id => document.getElementById(id)?.textContent)
        .join('') +
        (element.textContent ?? '') +
        [...((element as HTMLInputElement).labels ?? [])].map(label => label.textContent).join('') +
        (element.getAttribute('placeholder') ?? '');
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([r = 0, g = 0, b = 0]: number[]) => {
      const linear = [r, g, b].map(one =>
        one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
    };
    const over = ([r = 0, g = 0, b = 0, a = 1]: number[], under: number[]) =>
      [r, g, b].map((one, at) => one * a + under[at]! * (1 - a));
    const groundOf = (element: Element): number[] => {
      const chain: Element[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) chain.unshift(at);
      return chain.reduce((under, at) => over(numbers(getComputedStyle(at).backgroundColor), under), [255, 255, 255]);
    };
    const contrast = (element: Element) => {
      const ground = groundOf(element);
      const [dark, light] = [luminance(over(numbers(getComputedStyle(element).color), ground)), luminance(ground)].sort(
        (a, b) => a - b,
      );
      return (light! + 0.05) / (dark! + 0.05);
    };
    const main = document.querySelector('main')!;
    const nameless = [...main.querySelectorAll('a, button, input, select, textarea, [role=button], [role=link]')]
      .filter(element => shown(element) && nameOf(element).trim() === '')
      .map(element => `has no name: ${described(element)}`);
    const pale = [...main.querySelectorAll('*')]
      .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()))
      .filter(element => shown(element) && !element.closest('[disabled], [aria-disabled=true], svg, canvas'))
      // Grafana's own grey badge is as pale as this in its light theme.
      .filter(element => !element.querySelector(':scope > [data-testid=icon-circle]'))
      .filter(element => {
        const { fontSize, fontWeight } = getComputedStyle(element);
        const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
        return contrast(element) < (large ? 3 : 4.5) - 0.05;
      })
      .map(element => `is too pale (${contrast(element).toFixed(2)}): ${described(element)}`);
    return [...nameless, ...pale];
  });
}
