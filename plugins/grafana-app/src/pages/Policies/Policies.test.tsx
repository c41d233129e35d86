import type { ReplayReport } from '@autocura/common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { at, looking, plan, refusal, shopAnswers } from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const none = {
  ...{ done: 0, proposed: 0, 'held back': 0, observed: 0 },
  ...{ refused: 0, 'no remedy': 0, nothing: 0, 'cannot tell': 0 },
};
const episode = { episode: 1, service: 'payment', openedAt: at(0), endedAt: at(60) };
const report: ReplayReport = {
  from: at(-600),
  to: at(600),
  counts: {
    ...{ alerts: 9, episodes: 2, same: 1, would: { ...none, done: 2 }, really: { ...none, done: 1, proposed: 1 } },
    outcomes: { healed: 1, 'not healed': 0, worse: 0, inconclusive: 0, unknown: 1 },
    objections: { cooldown: 3, 'blast-radius': 4 },
  },
  episodes: [
    {
      ...{ ...episode, incidentId: '42', title: 'payment answers slowly', same: false },
      would: { kind: 'done', decisions: [{ at: at(20), kind: 'done', says: 'Restart payment', verdicts: [] }] },
      really: { kind: 'proposed', attempts: [] },
    },
    {
      ...{ ...episode, incidentId: '41', title: 'catalogue fails', same: true },
      would: { kind: 'done', decisions: [] },
      really: { kind: 'done', attempts: [{ at: at(30), step: plan.step, outcome: 'healed' }] },
    },
  ],
  left: 0,
};
const replayed = () => ({ ...shopAnswers(), 'POST /v1/replays': { body: report } });
const replay = async () => userEvent.click(await screen.findByRole('button', { name: 'Replay' }, { timeout: 15_000 }));

test('replays the policy in force, through the route of viewers, for nothing is touched', async () => {
  const { sent } = openApp('/policies', replayed());
  await replay();
  await screen.findByRole('region', { name: 'Episode by episode' });
  expect(sent()).toMatchObject([{ route: 'viewer', request: 'POST /v1/replays' }]);
  const { from, to, policy } = sent()[0]!.body as Record<string, string>;
  expect(Date.parse(to!) - Date.parse(from!)).toBe(7 * 24 * 3_600_000);
  expect(policy).toBeUndefined();
});

test('replays a policy that is written here', async () => {
  const { sent } = openApp('/policies', replayed());
  await userEvent.type(await screen.findByLabelText(/Healing policy, as YAML/), '- mode: auto');
  await replay();
  expect(sent()[0]!.body).toMatchObject({ policy: '- mode: auto' });
});

test('shows what differs, with what would have been done and what spoke against it, and all when asked', async () => {
  openApp('/policies', replayed());
  await replay();
  const region = within(await screen.findByRole('region', { name: 'Episode by episode' }));
  const row = region.getByRole('link', { name: 'payment answers slowly' }).closest('tr');
  expect(row).toHaveTextContent(/A step was takenRestart paymentA step was proposed/);
  expect(region.queryByRole('link', { name: 'catalogue fails' })).not.toBeInTheDocument();
  await userEvent.click(region.getByRole('switch', { name: 'Only what differs' }));
  expect(region.getByRole('link', { name: 'catalogue fails' }).closest('tr')).toHaveTextContent(
    /restart · payment: Healed/,
  );
  expect(screen.getByText('blast-radius: 4 · cooldown: 3')).toBeInTheDocument();
});

test('says why a policy cannot be read', async () => {
  openApp('/policies', { ...shopAnswers(), 'POST /v1/replays': refusal(400, 'body.policy: rule 1 has no name') });
  await replay();
  expect(await screen.findByText('body.policy: rule 1 has no name')).toBeInTheDocument();
});

test('who may only look is told what it takes', async () => {
  openApp('/policies', { ...shopAnswers(), 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Replay'));
  expect(await screen.findByText(/takes the permission autocura.replay.run/)).toBeInTheDocument();
});
