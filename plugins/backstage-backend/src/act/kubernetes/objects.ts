import { z } from 'zod';
import { ActionFailedError } from '../runners/runner';

const texts = z.record(z.string(), z.string());
const labels = texts.default({});

export const metadata = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().default(0),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  labels,
  annotations: labels,
  ownerReferences: z
    .array(z.object({ kind: z.string(), name: z.string(), uid: z.string(), controller: z.boolean().default(false) }))
    .default([]),
  managedFields: z
    .array(
      z.object({
        manager: z.string().default('unknown'),
        subresource: z.string().optional(),
        fieldsV1: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
});

const resources = z.looseObject({
  limits: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  requests: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Kept whole, since rolling back writes it as it was. */
export const podTemplate = z.looseObject({
  metadata: z.looseObject({ labels: texts.optional(), annotations: texts.optional() }).optional(),
  spec: z.looseObject({
    containers: z.array(
      z.looseObject({ name: z.string(), image: z.string().optional(), resources: resources.optional() }),
    ),
  }),
});
export type PodTemplate = z.infer<typeof podTemplate>;

const count = z.number().int().default(0);
const share = z.union([z.number(), z.string()]);
const selector = z.looseObject({ matchLabels: texts.optional() });

const unavailable = z.object({ maxUnavailable: share }).partial().optional();

export const anyObject = z.looseObject({ metadata });
export type AnyObject = z.infer<typeof anyObject>;

export const workload = z.looseObject({
  metadata,
  spec: z.looseObject({
    replicas: z.number().int().default(1),
    paused: z.boolean().default(false),
    selector,
    template: podTemplate,
    /** Of a Deployment or a Rollout. */
    strategy: z
      .object({ type: z.string(), rollingUpdate: unavailable, canary: unavailable, blueGreen: z.unknown().optional() })
      .partial()
      .optional(),
    /** Of a StatefulSet. */
    updateStrategy: z.object({ type: z.string() }).partial().optional(),
  }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      updateRevision: z.string().optional(),
    })
    .prefault({}),
});
export type WorkloadObject = z.infer<typeof workload>;

export const replicaSet = z.object({ metadata, spec: z.object({ template: podTemplate }) });

export const controllerRevision = z.object({
  metadata,
  revision: z.number(),
  data: z.object({ spec: z.object({ template: podTemplate }) }),
});

export const budget = z.object({
  metadata,
  spec: z.object({ selector: selector.optional() }),
  status: z.object({ desiredHealthy: count, currentHealthy: count, disruptionsAllowed: count }).prefault({}),
});

const conditions = z
  .array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() }))
  .nullish()
  .transform(given => given ?? []);

/** Whether a condition is true, false or not told. */
export const conditionOf = (all: { type: string; status: string }[], type: string) =>
  all.find(one => one.type === type)?.status;

export const autoscaler = z.object({
  metadata,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number().int().default(1),
    maxReplicas: z.number().int(),
  }),
  status: z.object({ conditions }).prefault({}),
});

export const pod = z.looseObject({
  metadata,
  spec: z
    .looseObject({
      volumes: z
        .array(z.looseObject({ name: z.string(), emptyDir: z.unknown().optional(), hostPath: z.unknown().optional() }))
        .default([]),
    })
    .prefault({}),
  status: z.object({ phase: z.string().optional(), conditions }).prefault({}),
});
export type PodObject = z.infer<typeof pod>;

/** What keeps so many pods. */
export const scaled = z.object({ spec: z.object({ replicas: z.number().int().default(1) }) });

export const node = z.looseObject({
  metadata,
  spec: z.object({ unschedulable: z.boolean().default(false) }).prefault({}),
});
export type NodeObject = z.infer<typeof node>;

const storage = z.object({ storage: z.string() }).partial();

export const claim = z.looseObject({
  metadata,
  spec: z.looseObject({
    storageClassName: z.string().optional(),
    resources: z.object({ requests: storage.prefault({}) }).prefault({}),
  }),
  status: z.object({ phase: z.string().optional(), capacity: storage.prefault({}) }).prefault({}),
});

export const storageClass = z.looseObject({ metadata, allowVolumeExpansion: z.boolean().default(false) });

/** A CronJob, and what Flux reconciles from. */
export const suspendable = z.looseObject({ metadata, spec: z.looseObject({ suspend: z.boolean().default(false) }) });

export const job = z.looseObject({
  metadata,
  spec: z.looseObject({ template: podTemplate }),
  status: z.object({ active: count, conditions }).prefault({}),
});

/** What Kubernetes answered, as far as we read it. Throws an ActionFailedError where it is something else. */
export function understood<T>(shape: z.ZodType<T>, answer: unknown): T {
  const { data, error } = shape.safeParse(answer);
  if (error === undefined) return data as T;
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new ActionFailedError('before', `Kubernetes answered something else than expected at ${where}`, {
    cause: error,
  });
}

export const actionId = 'autocura.io/action-id';
