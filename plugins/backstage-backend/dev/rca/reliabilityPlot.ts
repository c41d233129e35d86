import type { Bin } from './calibration';

const side = 320;
const margin = 48;
const place = (share: number) => margin + share * side;
const height = (share: number) => margin + (1 - share) * side;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** How sure against how often right, as an SVG that reads on light and dark pages. */
export function reliabilityPlot(bins: Bin[]): string {
  const size = side + 2 * margin;
  const grid = ticks
    .map(
      tick =>
        `<text x="${place(tick)}" y="${size - margin + 18}" text-anchor="middle">${tick}</text>` +
        `<text x="${margin - 10}" y="${height(tick) + 4}" text-anchor="end">${tick}</text>`,
    )
    .join('');
  const points = bins
    .map(({ sure, right }) => `<circle cx="${place(sure).toFixed(1)}" cy="${height(right).toFixed(1)}" r="5"/>`)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" role="img" aria-label="How sure it is against how often it is right">
<g fill="none" stroke="#888"><rect x="${margin}" y="${margin}" width="${side}" height="${side}"/><path d="M${place(0)} ${height(0)}L${place(1)} ${height(1)}" stroke-dasharray="4 4"/></g>
<g font-family="sans-serif" font-size="12" fill="#888">${grid}<text x="${size / 2}" y="${size - 8}" text-anchor="middle">sure</text><text x="14" y="${size / 2}" text-anchor="middle" transform="rotate(-90 14 ${size / 2})">right</text></g>
<g fill="#3871dc">${points}</g>
</svg>
`;
}
