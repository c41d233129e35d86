import { kustomizations } from './resources';
import { suspendAtFlux } from './suspendAtFlux';

export const suspendKustomization = suspendAtFlux<{ kustomization: string; suspended: boolean }>(
  'suspend-kustomization',
  kustomizations,
  ({ kustomization }) => kustomization,
);
