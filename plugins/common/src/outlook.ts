import type { Page } from './api';
import type { Forecast, SizingProposal } from './capacity';
import type { AutocuraClient } from './client';
import type { LevelChange } from './level';
import type { Band, BandPoint, Firing, ThresholdState } from './threshold';

/** What is usual of a service, what changed, what is to come, and what would fit better. */
export interface Outlook {
  bands: Band[];
  firings: Firing[];
  levels: LevelChange[];
  forecasts: Forecast[];
  /** The last proposed first. */
  sizings: SizingProposal[];
}

const hourMs = 3_600_000;
const bandMs = 3 * hourMs;
const levelsMs = 7 * 24 * hourMs;
const gridMs = 60_000;
const mostBands = 3;

/** All of it, for a service's page. Bands are of the last three hours. Throws AutocuraError. */
export async function readOutlook(
  client: Pick<AutocuraClient, 'sizings' | 'firings' | 'levels' | 'forecasts' | 'thresholds' | 'bands'>,
  service: string,
  now = new Date(),
): Promise<Outlook> {
  const at = (ms: number) => new Date(Math.floor(ms / gridMs) * gridMs).toISOString();
  const [sizings, firings, levels, forecasts, thresholds] = await Promise.all([
    client.sizings({ service, limit: 20 }),
    client.firings({ service, limit: 10 }),
    client.levels(service, at(now.getTime() - levelsMs)),
    client.forecasts(service),
    client.thresholds(),
  ]);
  const period = { from: at(now.getTime() - bandMs), to: at(now.getTime()) };
  // A band that cannot be drawn is no reason to hide the rest.
  const nothing = (): Page<Band> => ({ items: [] });
  const drawn = await Promise.all(
    thresholds.items
      .filter(one => isAbout(one, service))
      .slice(0, mostBands)
      .map(({ name }) => client.bands(name, period, service).catch(nothing)),
  );
  return {
    ...{ sizings: sizings.items, firings: firings.items, levels: levels.items, forecasts: forecasts.items },
    bands: drawn.flatMap(({ items }) => items.slice(0, 1)),
  };
}

/** Past hours and those to come as one band. */
export const forecastPoints = ({ past, hours }: Forecast): BandPoint[] => [
  ...past.map(({ at, value }) => ({ at, value, unusual: false })),
  ...hours.map(({ at, expected, lo, hi }) => ({ at, value: expected, expected, lo, hi, unusual: false })),
];

const isAbout = ({ service, series }: ThresholdState, name: string) =>
  series > 0 && ('label' in service || service.name === name);
