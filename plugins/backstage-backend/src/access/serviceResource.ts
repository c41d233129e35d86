import type { Incident } from '@autocura/common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';

/** A service as rules judge it: by each entity that claims to stand for it, of which there may be none. */
export interface ServiceResource {
  service: string;
  entities: { owners: string[]; tags: string[]; namespace: string; annotations: Record<string, string> }[];
}

/**
 * What an incident is to Backstage where it asks about one thing by name. An incident of several services may be seen
 * by who may see each of them, which no rule can be asked about at once: who may see all sees it, others do not.
 */
export const resourceRefOf = ({ service, services }: Pick<Incident, 'service' | 'services'>) =>
  [...new Set([service, ...services])].join(several);
export const isOneService = (resourceRef: string) => !resourceRef.includes(several);
const several = '\n';

type Holds = (resource: ServiceResource) => boolean;

export const serviceResource = createPermissionResourceRef<ServiceResource, Holds>().with({
  pluginId: 'autocura',
  resourceType: 'autocura-service',
});

/** Who could write one entity more must not gain a service by it: what is asked has to hold for all that claim it. */
const ofEach = ({ entities }: ServiceResource, holds: (entity: ServiceResource['entities'][number]) => boolean) =>
  entities.length > 0 && entities.every(holds);

type Claims = { claims: string[] };
const owned = (resource: ServiceResource, { claims }: Claims) =>
  ofEach(resource, ({ owners }) => owners.some(owner => claims.includes(owner)));

/** For `ownershipEntityRefs` of a user, or references of groups. */
const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow for services whose entity is owned by one of these users or groups',
  resourceRef: serviceResource,
  paramsSchema: z.object({ claims: z.array(z.string()).describe('References of users and groups') }),
  apply: owned,
  toQuery: params => resource => owned(resource, params),
});

const tagged = (resource: ServiceResource, { tag }: { tag: string }) =>
  ofEach(resource, ({ tags }) => tags.includes(tag));
const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow for services whose entity bears this tag',
  resourceRef: serviceResource,
  paramsSchema: z.object({ tag: z.string().describe('One of metadata.tags') }),
  apply: tagged,
  toQuery: params => resource => tagged(resource, params),
});

const placed = (resource: ServiceResource, params: { namespace: string }) =>
  ofEach(resource, ({ namespace }) => namespace === params.namespace);
const inNamespace = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'Allow for services whose entity is in this namespace of the catalog',
  resourceRef: serviceResource,
  paramsSchema: z.object({ namespace: z.string().describe('metadata.namespace') }),
  apply: placed,
  toQuery: params => resource => placed(resource, params),
});

/** Says whose an entity is, where one Autocura is for several that must not know of one another. */
export const tenantAnnotation = 'autocura.io/tenant';

const ofTenant = (resource: ServiceResource, { tenant }: { tenant: string }) =>
  ofEach(resource, ({ annotations }) => annotations[tenantAnnotation] === tenant);
const inTenant = createPermissionRule({
  name: 'IN_TENANT',
  description: `Allow for services whose entity says so by ${tenantAnnotation}`,
  resourceRef: serviceResource,
  paramsSchema: z.object({ tenant: z.string().describe(`The value of ${tenantAnnotation}`) }),
  apply: ofTenant,
  toQuery: params => resource => ofTenant(resource, params),
});

export const serviceRules = { isOwner, hasTag, inNamespace, inTenant };

/** For whoever writes a permission policy: conditions on services, and the decision that carries them. */
export const { conditions: autocuraConditions, createConditionalDecision: createAutocuraConditionalDecision } =
  createConditionExports({ resourceRef: serviceResource, rules: serviceRules });
