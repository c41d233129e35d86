import { config } from '@grafana/runtime';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { operations } from '../../../common/src/schemas';
import { looking, shopAnswers } from '../testSupport/answers';
import { disabled } from '../testSupport/disabled';
import { openApp } from '../testSupport/openApp';
import { proxyRoute } from './proxyRoute';
import { routeOf } from './useRights';

const rights = { read: 'autocura-healing-app.incidents:read', respond: 'autocura-healing-app.incidents:respond' };
const granted = (...actions: string[]) => {
  config.bootData.user.permissions = Object.fromEntries(actions.map(action => [action, true]));
};
beforeEach(() => {
  config.bootData = { user: {} } as typeof config.bootData;
});

test('every permission is looked for on the route that what needs it goes through', () => {
  for (const [permission, route] of Object.entries(routeOf)) {
    const needing = Object.values(operations).filter(one => one.permission === permission);
    expect(needing.length).toBeGreaterThan(0);
    for (const { method, path } of needing)
      expect(proxyRoute(method.toUpperCase(), `/v1${path.replace(/:\w+/g, 'x')}`)).toBe(route);
  }
});

test('what Grafana does not let through is disabled, whatever the backend would say', async () => {
  granted(rights.read, rights.respond);
  openApp('/incidents/42');
  await userEvent.hover(await disabled('Approve'));
  expect(await screen.findByText(/takes the right autocura-healing-app.actions:approve/)).toBeInTheDocument();
});

test('what both let be done is not', async () => {
  granted(rights.read, rights.respond);
  openApp('/brakes');
  expect(await screen.findByRole('button', { name: 'Stop all healing' }, { timeout: 15_000 })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('a Grafana that tells nothing of our rights withholds none; the backend’s word counts', async () => {
  granted('dashboards:read');
  openApp('/incidents/42', { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Approve'));
  expect(await screen.findByText(/takes the permission autocura.action.approve/)).toBeInTheDocument();
});
