import { z } from 'zod';
import { metadata } from './objects';

/** What is read of the custom resources of Argo Rollouts and Argo CD. */

export const rollout = z.looseObject({
  metadata,
  spec: z.looseObject({ paused: z.boolean().default(false) }),
  status: z
    .object({
      phase: z.string().optional(),
      abort: z.boolean().default(false),
      controllerPause: z.boolean().default(false),
      pauseConditions: z
        .array(z.object({ reason: z.string() }))
        .nullish()
        .transform(given => given ?? []),
      /** Hashes of the templates that it goes to, and that it goes back to. */
      currentPodHash: z.string().default(''),
      stableRS: z.string().default(''),
    })
    .prefault({}),
});

export const analysisRun = z.object({
  metadata,
  status: z
    .object({
      phase: z.string().default('Pending'),
      metricResults: z.array(z.object({ successful: z.number().default(0) })).default([]),
    })
    .prefault({}),
});

const source = z.looseObject({});

const deployment = z.object({
  id: z.number().int(),
  revision: z.string().default(''),
  source: source.optional(),
});

export const application = z.looseObject({
  metadata,
  operation: z.unknown().optional(),
  spec: z.looseObject({
    project: z.string().default('default'),
    sources: z.array(z.unknown()).nullish(),
    syncPolicy: z
      .looseObject({
        automated: z.looseObject({ enabled: z.boolean().optional() }).nullish(),
        syncOptions: z.array(z.string()).optional(),
      })
      .nullish(),
  }),
  status: z
    .object({
      sync: z.object({ status: z.string().default('Unknown'), revision: z.string().default('') }).prefault({}),
      operationState: z.object({ phase: z.string() }).optional(),
      history: z.array(deployment).default([]),
      resources: z
        .array(
          z.object({
            kind: z.string(),
            namespace: z.string().default(''),
            name: z.string(),
            status: z.string().default('Unknown'),
          }),
        )
        .default([]),
    })
    .prefault({}),
});
export type ApplicationObject = z.infer<typeof application>;

export const project = z.object({
  metadata,
  spec: z
    .object({
      syncWindows: z
        .array(z.object({ manualSync: z.boolean().default(false) }))
        .nullish()
        .transform(given => given ?? []),
    })
    .prefault({}),
});
