import { helmReleases } from './resources';
import { suspendAtFlux } from './suspendAtFlux';

export const suspendHelmRelease = suspendAtFlux<{ helmRelease: string; suspended: boolean }>(
  'suspend-helm-release',
  helmReleases,
  ({ helmRelease }) => helmRelease,
);
