import { proxyRoute } from './proxyRoute';

test.each([
  ['GET', '/v1/incidents?limit=5', 'viewer'],
  ['GET', '/v1/incidents/approval', 'viewer'],
  ['POST', '/v1/replays', 'viewer'],
  ['POST', '/v1/incidents/42/feedback', 'responder'],
  ['POST', '/v1/incidents/42/acts', 'responder'],
  ['POST', '/v1/brake/pull', 'responder'],
  ['POST', '/v1/thresholds/preview', 'viewer'],
  ['POST', '/v1/me/second-factor', 'viewer'],
  ['POST', '/v1/me/second-factor/confirmation', 'viewer'],
  ['POST', '/v1/sizings/7/acceptance', 'approver'],
  ['POST', '/v1/sizings/7/refusal', 'approver'],
  ['POST', '/v1/brake/release', 'approver'],
  ['POST', '/v1/incidents/42/approval', 'approver'],
  ['POST', '/v1/incidents/a%2Fb/undo', 'approver'],
])('%s %s goes through the route of the %s', (method, path, route) => expect(proxyRoute(method, path)).toBe(route));
