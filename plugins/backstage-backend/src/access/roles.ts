import type { PermissionName } from './permissions';

/** What people may do who come from Grafana, each more than the one before. */
export const peopleRoles = ['viewer', 'responder', 'approver'] as const;
export type PeopleRole = (typeof peopleRoles)[number];

/** What may be given to whoever brings a token. One may have several. */
export const roles = [...peopleRoles, 'policy-author', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

const viewing: PermissionName[] = ['autocura.incident.read', 'autocura.replay.run'];
const responding: PermissionName[] = [
  ...viewing,
  ...([
    'autocura.incident.feedback',
    'autocura.problem.acknowledge',
    'autocura.notice.acknowledge',
    'autocura.silence.make',
    'autocura.brake.pull',
  ] as const),
];

/** Who writes policies or hands out rights does not approve, and who audits changes nothing. */
export const permissionsOf: Record<Role, PermissionName[]> = {
  viewer: viewing,
  responder: responding,
  approver: [...responding, 'autocura.action.approve', 'autocura.brake.release'],
  'policy-author': [...viewing, 'autocura.incident.feedback'],
  admin: [
    ...viewing,
    ...([
      'autocura.brake.pull',
      'autocura.brake.release',
      'autocura.token.manage',
      'autocura.factor.reset',
      'autocura.metrics.read',
    ] as const),
  ],
  auditor: [...viewing, 'autocura.audit.read', 'autocura.metrics.read'],
};
