import { createPermission } from '@backstage/plugin-permission-common';

const resourceType = 'autocura-service';

/** What one can be allowed to do, as Backstage's permission framework knows it; some of it about some services alone. */
export const permissions = {
  'autocura.incident.read': createPermission({
    name: 'autocura.incident.read',
    attributes: { action: 'read' },
    resourceType,
  }),
  'autocura.incident.feedback': createPermission({
    name: 'autocura.incident.feedback',
    attributes: { action: 'update' },
    resourceType,
  }),
  'autocura.action.approve': createPermission({
    name: 'autocura.action.approve',
    attributes: { action: 'update' },
    resourceType,
  }),
  'autocura.problem.acknowledge': createPermission({
    name: 'autocura.problem.acknowledge',
    attributes: { action: 'update' },
    resourceType,
  }),
  'autocura.notice.acknowledge': createPermission({
    name: 'autocura.notice.acknowledge',
    attributes: { action: 'update' },
    resourceType,
  }),
  'autocura.silence.make': createPermission({ name: 'autocura.silence.make', attributes: { action: 'create' } }),
  'autocura.brake.pull': createPermission({ name: 'autocura.brake.pull', attributes: { action: 'update' } }),
  'autocura.brake.release': createPermission({ name: 'autocura.brake.release', attributes: { action: 'update' } }),
  'autocura.replay.run': createPermission({ name: 'autocura.replay.run', attributes: { action: 'read' } }),
  'autocura.alert.send': createPermission({ name: 'autocura.alert.send', attributes: { action: 'create' } }),
  'autocura.metrics.read': createPermission({ name: 'autocura.metrics.read', attributes: { action: 'read' } }),
  'autocura.change.send': createPermission({ name: 'autocura.change.send', attributes: { action: 'create' } }),
  'autocura.token.manage': createPermission({ name: 'autocura.token.manage', attributes: { action: 'update' } }),
  'autocura.audit.read': createPermission({ name: 'autocura.audit.read', attributes: { action: 'read' } }),
  'autocura.factor.reset': createPermission({ name: 'autocura.factor.reset', attributes: { action: 'delete' } }),
};

/** Those that can be granted for some services alone. */
export const serviceRights = [
  'autocura.incident.read',
  'autocura.incident.feedback',
  'autocura.action.approve',
  'autocura.problem.acknowledge',
  'autocura.notice.acknowledge',
] as const satisfies PermissionName[];

export type PermissionName = keyof typeof permissions;
