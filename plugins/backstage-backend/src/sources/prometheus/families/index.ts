import { certificates } from './certificates';
import { envoy } from './envoy';
import type { Family } from './family';
import { istioCalls, istioServer } from './istio';
import { kubernetes, kubernetesAutoscalers, kubernetesWorkloads } from './kubernetes';
import { kubernetesDisk } from './kubernetesDisk';
import { kubernetesQuota } from './kubernetesQuota';
import { linkerdCalls, linkerdServer } from './linkerd';
import { micrometer } from './micrometer';
import { nodeFilesystem } from './nodeFilesystem';
import { nodeProcess } from './nodeProcess';
import { otelCalls } from './otelCalls';
import { otelDbPool } from './otelDbPool';
import { otelHttp } from './otelHttp';
import { postgresExporter } from './postgresExporter';
import { process } from './process';
import { prometheusScrape } from './prometheusScrape';
import { resilience4j } from './resilience4j';
import { workers } from './workers';

/** In order of trust: the first that has data for a service answers for it. */
export const families = (databaseService: string): Family[] => [
  otelHttp,
  micrometer,
  // What the service says itself before what its proxy sees of it.
  istioServer,
  linkerdServer,
  otelCalls(databaseService),
  istioCalls,
  linkerdCalls,
  resilience4j,
  envoy,
  otelDbPool,
  workers,
  // Before nodeProcess: V8 reports what it has set aside as its limit, and that is nearly always nearly full.
  kubernetes,
  kubernetesWorkloads('deployment'),
  kubernetesWorkloads('statefulset'),
  kubernetesAutoscalers,
  kubernetesDisk,
  kubernetesQuota,
  nodeFilesystem,
  nodeProcess,
  process,
  postgresExporter,
  prometheusScrape,
  certificates,
];

export { defaultWindows, type Family, type Reading, type Scope, type Windows } from './family';
