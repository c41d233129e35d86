import type { PermissionName } from './permissions';

/** What people may do who come from Grafana, each more than the one before. */
export const peopleRoles = ['viewer', 'responder', 'approver'] as const;
export type PeopleRole = (typeof peopleRoles)[number];

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

export const permissionsOf: Record<PeopleRole, PermissionName[]> = {
  viewer: viewing,
  responder: responding,
  approver: [...responding, 'autocura.action.approve', 'autocura.brake.release'],
};
