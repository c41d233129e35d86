import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { limitedKinds } from '@autocura/common';
import { z } from 'zod';
import { keyPrefix, name } from './act/bounds';
import { connection } from './act/jobs/jobSystem';
import { knownJobs } from './act/jobs/known';
import { identitySettings } from './access/identitySettings';
import { serviceRights } from './access/permissions';
import { signingKey } from './audit/checkpoint';
import { channelSettings } from './notify/channels';
import { limitSettings } from './gateway/limits';
import { present } from './present';
import { redisSettings } from './redis/settings';
import { listenerSettings } from './listener';
import { secretSettings } from './secrets';
import { logSettings } from './sources/logs/settings';
import { telemetrySettings } from './telemetry/logs/settings';

/** How long the loop waits for what, in milliseconds. */
export interface Durations {
  /** From the first alert to the first diagnosis: the outage's other alerts arrive. */
  settle: number;
  /** From the act to the first look at its effect. */
  soak: number;
  /** Between two looks. */
  look: number;
  /** From the act to the last look. */
  verify: number;
  /** How long an unclear diagnosis is asked again before people are told. */
  patience: number;
  /** How long before the first alert the trouble may have begun: what came earlier counts as normal. */
  onset: number;
  /** A change older than this, at the onset, is not suspected. */
  changes: number;
  /** An unanswered proposal ends. */
  approval: number;
  /** An alert of the same object within this time after the end is the same incident again. */
  reopen: number;
  /** Alerts of connected objects within this time are one outage. */
  merge: number;
  /** Between two measurements of every service's health. */
  health: number;
  /** So far ahead it is told that a limit will be reached. */
  horizon: number;
  /** So long it is looked at what a service uses before another size is proposed. */
  observed: number;
}

const minute = 60_000;

export const defaultDurations: Durations = {
  settle: 30_000,
  soak: 5 * minute,
  look: minute,
  verify: 20 * minute,
  patience: 5 * minute,
  onset: 5 * minute,
  changes: 60 * minute,
  approval: 15 * minute,
  reopen: 30 * minute,
  merge: 15 * minute,
  health: minute,
  horizon: 12 * 60 * minute,
  observed: 7 * 24 * 60 * minute,
};

export const roles = ['api', 'healer', 'watcher'] as const;
export type Role = (typeof roles)[number];

const oneNamespace = z.string().regex(/^[a-z0-9-]{1,63}$/, 'must be the name of one namespace');

const allowedHost = z
  .strictObject({ host: z.string().min(1), http: z.boolean(), private: z.boolean() })
  .partial({ http: true, private: true });
const fallbackFlag = z.strictObject({ dependency: z.string(), flag: z.string(), value: z.string() });

const shape = z.strictObject({
  /** Multiplies every default duration: below 1 where a system breaks and heals faster than real ones. */
  timescale: z.number().positive().max(1).default(1),
  /** Inside somebody's Backstage only the API runs by default; alone, everything. */
  roles: z.array(z.enum(roles)).default(['api']),
  prometheus: z
    .strictObject({
      url: z.url(),
      /** Look-back windows of the queries, in seconds. */
      windows: z
        .strictObject({
          rate: z.number().positive(),
          growth: z.number().positive(),
          events: z.number().positive(),
          normal: z.number().positive(),
          memory: z.number().positive(),
        })
        .partial()
        .default({}),
      /** Which service the database exporter's numbers belong to. */
      database: z.string().default('postgres'),
    })
    .optional(),
  /** Where services' logs are kept. */
  logs: logSettings.optional(),
  /** Where our own log lines are kept. */
  telemetry: telemetrySettings.default({}),
  policy: z.string().optional(),
  /** Whose word counts on who is asking, beside Backstage's and Grafana's. */
  identity: identitySettings.prefault({}),
  /** Whether there is a catalog. While one that there should be does not answer, people are asked. */
  catalog: z.boolean().default(true),
  runners: z
    .strictObject({
      supervisor: z.strictObject({ url: z.url(), token: z.string().min(16) }).optional(),
      webhook: z
        .strictObject({ url: z.url(), secret: z.string().min(16), allowed: z.array(allowedHost).min(1) })
        .optional(),
      kubernetes: z
        .strictObject({
          /** Without it the service account of the pod that this runs in. */
          kubeconfig: z.string().min(1),
          context: z.string().min(1),
          /** By action: a context of its own, so that each has the rights it needs and no more. */
          contexts: z.record(z.string(), z.string().min(1)),
          namespaces: z.array(oneNamespace).min(1),
          /** Where Applications of Argo CD and Kustomizations and HelmReleases of Flux are, if not there. */
          ownerNamespaces: z.array(oneNamespace).min(1),
          /** Field managers that write once and reconcile nothing, beside kubectl. */
          managers: z.array(z.string().min(1)),
        })
        .partial({ kubeconfig: true, context: true, contexts: true, ownerNamespaces: true, managers: true })
        .optional(),
      /** By the service that the server is. */
      postgres: z
        .record(
          z.string().min(1),
          z.strictObject({
            url: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
            /** Roles of applications: only their sessions are ended. */
            roles: z.array(z.string().min(1)).min(1),
            /** Seconds that a transaction has to have lasted. */
            olderThan: z.number().min(1).default(30),
          }),
        )
        .optional(),
      /** By the service that the server is. */
      redis: z
        .record(
          z.string().min(1),
          z.strictObject({
            url: z.string().regex(/^rediss?:\/\//, 'must be a redis:// or rediss:// address'),
            /** What may be deleted: keys that begin so. */
            prefixes: z.array(keyPrefix).min(1),
            /** Keys deleted a second, at most. */
            perSecond: z.number().min(1).max(100_000).default(5_000),
          }),
        )
        .optional(),
      /** The file that flagd watches, or a store of one's own. */
      flags: z
        .union([
          z.strictObject({ file: z.string().min(1), flags: z.array(name).min(1) }),
          z.strictObject({ ...connection, flags: z.array(name).min(1) }),
        ])
        .optional(),
      /** Jobs of others that may be run, by the name that a step calls them. */
      jobs: knownJobs.optional(),
    })
    .default({}),
  /** Who can be asked which alerts fire. */
  alertmanagers: z
    .array(
      z.strictObject({
        url: z.url(),
        token: z.string().min(1).optional(),
        /** Only what is on its way there is ours. */
        receiver: z.string().min(1).optional(),
      }),
    )
    .default([]),
  grafana: z
    .strictObject({
      webhookSecret: z.string().min(16),
      url: z.url(),
      token: z.string().min(1),
      /** Whose word counts on who is asking through the app in Grafana; without it nobody may come from there. */
      identity: z
        .strictObject({
          issuer: z.url().regex(/\/$/, "must be Grafana's root_url, with the slash at its end"),
          keys: z.url().optional(),
          organisation: z.number().int().positive().default(1),
          /** A file that gives roles and tenants to people. */
          roles: z.string().min(1).optional(),
          /** What these people may about services that the catalog says are theirs, and about no other. */
          ownersOnly: z.array(z.enum(serviceRights)).default([]),
          /** Of those of whom neither the file nor the catalog says another. */
          tenant: z.string().min(1).max(64).optional(),
          /** Who is of no tenant is refused. */
          tenantRequired: z.boolean().default(false),
        })
        .transform(({ keys, ...rest }) => ({ ...rest, keys: keys ?? `${rest.issuer}api/signing-keys/keys` })),
    })
    .partial()
    .refine(({ url, token }) => (url === undefined) === (token === undefined), 'url and token belong together')
    .optional(),
  /** A file of objectives, by OpenSLO. */
  objectives: z.string().min(1).optional(),
  /** A file of thresholds that nobody has to type: what is usual is learned. */
  thresholds: z.string().min(1).optional(),
  /** A file of maintenance windows. */
  maintenance: z.string().min(1).optional(),
  /** How people are told; nobody is without an escalation file. */
  notify: z
    .strictObject({
      channels: z.record(z.string().regex(/^[\w.-]{1,64}$/, 'must be a short name'), channelSettings).default({}),
      escalation: z.string().min(1).optional(),
      /** Where people open an incident; `{id}` stands for its id. In Backstage unless told. */
      incidentUrl: z.url().optional(),
    })
    .prefault({}),
  /** A model that puts explanations into other words, by OpenAI's chat completions; none unless told. */
  wording: z.strictObject({ url: z.url(), model: z.string().min(1), token: z.string().min(1).optional() }).optional(),
  /** Signs the heads of the record's chains, in PEM, into a file that should be out of reach of the database's writers. */
  audit: z
    .strictObject({
      key: z.string().transform((pem, context) => {
        try {
          return signingKey(pem);
        } catch (error) {
          context.addIssue(error instanceof Error ? error.message : 'it is no key');
          return z.NEVER;
        }
      }),
      checkpoints: z.string().min(1),
    })
    .optional(),
  /** Hosts that may be called; those of the configuration unless told. */
  outbound: z.strictObject({ allowed: z.array(allowedHost.transform(present)) }).optional(),
  /** How Autocura alone listens. */
  listener: listenerSettings,
  /** How often a minute one may ask. */
  limits: limitSettings,
  /** Keys for what is stored and secret; without them nothing secret is. */
  secrets: secretSettings.optional(),
  /** PostgreSQL is waited for so many seconds: for a connection, and for a statement. */
  database: z
    .strictObject({
      timeout: z.number().min(0.5).default(2),
      /** What ended longer ago is dropped, month by month; nothing is unless told. */
      keepMonths: z.number().int().min(2).optional(),
      /** A standby that follows it, for what people page through. */
      replica: z
        .strictObject({
          url: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
          schema: z.string().min(1).optional(),
        })
        .optional(),
    })
    .prefault({}),
  /** What several processes share beside the database; none is needed. */
  redis: redisSettings.optional(),
  /** While `on`, or while the file exists, nothing outside is changed. */
  brake: z.strictObject({ on: z.boolean().default(false), file: z.string().min(1).optional() }).prefault({}),
  prediction: z
    .strictObject({
      /** Without it nothing is told beforehand. */
      on: z.boolean().default(true),
      /** Where a quantity comes to its end, instead of the usual: shares of 1, seconds. */
      limits: z.partialRecord(z.enum(limitedKinds), z.number()).default({}),
    })
    .prefault({}),
  /** Never the target of an action, beside what is always protected. */
  protectedTargets: z.array(z.string()).default([]),
  /** What a service can fall back to when a dependency fails. */
  capabilities: z.record(z.string(), z.strictObject({ fallbackFlags: z.array(fallbackFlag).default([]) })).default({}),
});

export type Settings = z.infer<typeof shape> & { durations: Durations };

/** Reads `autocura` from the configuration. Throws an error that names the key that is wrong. */
export function readSettings(config: Config): Settings {
  const own = config.getOptionalConfig('autocura');
  const { durations: _, ...plain } = (own?.get() ?? {}) as Record<string, unknown>;
  const parsed = shape.safeParse(plain);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    throw new Error(`Configuration ${['autocura', ...(issue?.path ?? []), ...unknown].join('.')}: ${issue?.message}`);
  }
  const durations = scaled(parsed.data.timescale);
  for (const name of own?.getOptionalConfig('durations')?.keys() ?? []) {
    if (!(name in durations)) throw new Error(`Configuration autocura.durations.${name}: no such duration`);
    durations[name as keyof Durations] = durationToMilliseconds(
      readDurationFromConfig(own!.getConfig('durations'), { key: name }),
    );
  }
  return { ...parsed.data, durations };
}

const scaled = (timescale: number) =>
  Object.fromEntries(
    Object.entries(defaultDurations).map(([name, ms]) => [name, Math.round(ms * timescale)]),
  ) as unknown as Durations;
