import { createPermission } from '@backstage/plugin-permission-common';

/** What one can be allowed to do, as Backstage's permission framework knows it. */
export const permissions = {
  'autocura.incident.read': createPermission({ name: 'autocura.incident.read', attributes: { action: 'read' } }),
  'autocura.incident.feedback': createPermission({
    name: 'autocura.incident.feedback',
    attributes: { action: 'update' },
  }),
  'autocura.action.approve': createPermission({ name: 'autocura.action.approve', attributes: { action: 'update' } }),
  'autocura.problem.acknowledge': createPermission({
    name: 'autocura.problem.acknowledge',
    attributes: { action: 'update' },
  }),
  'autocura.notice.acknowledge': createPermission({
    name: 'autocura.notice.acknowledge',
    attributes: { action: 'update' },
  }),
  'autocura.silence.make': createPermission({ name: 'autocura.silence.make', attributes: { action: 'create' } }),
  'autocura.brake.pull': createPermission({ name: 'autocura.brake.pull', attributes: { action: 'update' } }),
  'autocura.brake.release': createPermission({ name: 'autocura.brake.release', attributes: { action: 'update' } }),
  'autocura.replay.run': createPermission({ name: 'autocura.replay.run', attributes: { action: 'read' } }),
  'autocura.alert.send': createPermission({ name: 'autocura.alert.send', attributes: { action: 'create' } }),
  'autocura.metrics.read': createPermission({ name: 'autocura.metrics.read', attributes: { action: 'read' } }),
  'autocura.change.send': createPermission({ name: 'autocura.change.send', attributes: { action: 'create' } }),
};

export type PermissionName = keyof typeof permissions;
