import type { Foretold, Incident, TimelineEvent } from '@autocura/common';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers, silence } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';
import { at, attempt, diagnosis, plan, proposed, resolved, timeline } from '../testSupport/shop';

const story = (incident: Incident) => ({
  ...shopAnswers(),
  'GET /v1/incidents/42': { body: { incident, timeline } },
});
const open = (incident: Incident = proposed) => {
  const answers = story(incident);
  return { answers, ...renderPages(answers, '/autocura/incidents/42') };
};

test('shows that it loads before it knows', async () => {
  renderPages({ 'GET /v1/incidents/42': silence }, '/autocura/incidents/42');
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
});

test('says when there is no such incident', async () => {
  renderPages(shopAnswers(), '/autocura/incidents/none');
  expect(await screen.findByText('There is no such thing here.')).toBeInTheDocument();
});

test('tells why each alert belongs to it', async () => {
  open();
  const alerts = await screen.findByRole('region', { name: 'Alerts' });
  expect(alerts).toHaveTextContent(/HighErrorRatio.*Firing.*gateway calls payment, which is sick itself/);
  expect(alerts).toHaveTextContent(/HighLatency.*Quiet.*It opened the incident/);
});

test('shows the first of thousands of alerts, and all when asked', async () => {
  const [alert] = proposed.alerts;
  const alerts = Array.from({ length: 60 }, (_, n) => ({ ...alert!, key: `a${n}`, summary: `It is number ${n}.` }));
  open({ ...proposed, alerts });
  const shown = within(await screen.findByRole('region', { name: 'Alerts' }));
  expect(shown.getAllByRole('listitem')).toHaveLength(50);
  await userEvent.click(shown.getByRole('button', { name: 'Show all (60)' }));
  expect(shown.getAllByRole('listitem')).toHaveLength(60);
  expect(shown.queryByRole('button')).toBeNull();
});

test('shows the likely cause with claims, values, queries and the course of the value', async () => {
  open();
  const causes = await screen.findByRole('region', { name: 'Likely causes' });
  expect(within(causes).getByRole('heading', { name: 'The connection pool is exhausted' })).toBeInTheDocument();
  const claim = within(causes).getByText('14 requests wait for a connection, usually none').closest('li')!;
  expect(claim).toHaveTextContent(/Waiting for a pool connection · payment/);
  expect(claim).toHaveTextContent(/14 requests.*normally 0 requests/);
  expect(within(claim).getByLabelText('Query')).toHaveTextContent(
    'max by (service) (db_pool_pending_requests{service="payment"})',
  );
  expect(within(claim).getByRole('img', { name: 'Course of the value: 0 requests – 14 requests' })).toBeInTheDocument();
});

test('opens what was considered and what could not be measured by keyboard', async () => {
  open();
  const considered = await screen.findByRole('button', { name: 'Considered, less likely (1)' });
  expect(considered).toHaveAttribute('aria-expanded', 'false');
  act(() => considered.focus());
  await userEvent.keyboard('{Enter}');
  expect(considered).toHaveAttribute('aria-expanded', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'What could not be measured (1)' }));
  expect(screen.getByText('Kills for memory (payment): no series')).toBeVisible();
});

test('tells in words what happened, newest first', async () => {
  open();
  const line = await screen.findByRole('region', { name: 'Timeline' });
  const said = within(line)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  expect(said).toHaveLength(4);
  expect(said[0]).toMatch(/Asks for approval: Restart payment/);
  expect(said[3]).toMatch(/alertmanager.*Opened with one alert/);
});

test('shows the plan with every verdict of the guardrails', async () => {
  open();
  const panel = await screen.findByRole('region', { name: 'Plan' });
  expect(panel).toHaveTextContent(/Restart payment, one instance after the other/);
  expect(panel).toHaveTextContent(/Asks a person.*The policy lets/);
  expect(panel).toHaveTextContent(/Allows.*not restarted in the last 10 minutes/);
});

test.each([
  { button: 'Approve', request: 'POST /v1/incidents/42/approval' },
  { button: 'Reject', request: 'POST /v1/incidents/42/rejection' },
])('$button sends the digest of the plan that is shown and shows what came of it', async ({ button, request }) => {
  const { answers, sent } = open();
  const pressed = await screen.findByRole('button', { name: button });
  const { plan: _plan, expiresAt: _until, ...rest } = proposed as Extract<Incident, { phase: 'proposed' }>;
  const planned: Incident = { ...rest, phase: 'diagnosed', diagnosis };
  Object.assign(answers, { [request]: { body: planned } });
  await userEvent.click(pressed);
  expect(sent).toEqual([{ request, body: { digest: plan.digest } }]);
  Object.assign(answers, story(planned));
  await waitFor(() => expect(screen.queryByRole('button', { name: button })).not.toBeInTheDocument());
});

test('tells who asked for it, and who has approved what takes two', async () => {
  const asked = { ...plan, askedBy: 'user:default/ana', approvers: 2, approvals: ['user:default/bob'] };
  open({ ...proposed, plan: asked } as Incident);
  const panel = await screen.findByRole('region', { name: 'Plan' });
  expect(panel).toHaveTextContent('Asked for by ana');
  expect(panel).toHaveTextContent('Approvals: 1 / 2 · bob');
});

test('sends the code of a second factor with what cannot be taken back', async () => {
  const { sent } = open({ ...proposed, plan: { ...plan, approvers: 2 } } as Incident);
  await userEvent.type(await screen.findByLabelText('Code of your second factor'), ' 123456');
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sent).toMatchObject([{ body: { digest: plan.digest, code: '123456' } }]));
});

test('says why something was refused', async () => {
  const { answers } = open();
  const approve = await screen.findByRole('button', { name: 'Approve' });
  const body = { error: { name: 'ConflictError', message: 'The plan is another one by now; look at it again' } };
  Object.assign(answers, { 'POST /v1/incidents/42/approval': { status: 409, body } });
  await userEvent.click(approve);
  expect(await screen.findByText('The plan is another one by now; look at it again')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Approve' })).toBeEnabled();
});

test('a plan that is not asked about has no buttons', async () => {
  open({ ...proposed, phase: 'planned', diagnosis, plan });
  await screen.findByRole('region', { name: 'Plan' });
  expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
});

test.each([
  { button: 'Yes', right: true, noted: 'this cause is confirmed' },
  { button: 'No', right: false, noted: 'this cause is doubted, also in later incidents' },
])('“was this the cause?” is answered by $button', async ({ button, right, noted }) => {
  const { answers, sent } = open();
  const group = await screen.findByRole('group', { name: 'Was this the cause?' });
  const feedback = [{ hypothesis: 'payment/pool-exhausted', right, by: 'user:development/guest', at: at(50) }];
  const told = { ...proposed, feedback };
  Object.assign(answers, { 'POST /v1/incidents/42/feedback': { body: told } }, story(told));
  await userEvent.click(within(group).getByRole('button', { name: button }));
  expect(sent.map(({ body }) => body)).toEqual([{ hypothesis: 'payment/pool-exhausted', right }]);
  expect(await within(group).findByText(`guest: ${button}. Noted: ${noted}.`)).toBeInTheDocument();
});

test('shows what was done, what it measured, and takes it back', async () => {
  const healed = { ...resolved, id: '42' };
  const { answers, sent } = open(healed);
  const actions = await screen.findByRole('region', { name: 'Actions taken' });
  expect(actions).toHaveTextContent(/restart · payment.*Healed/);
  expect(actions).toHaveTextContent(/Failed requests fell from 18.4 % to 0.1 %/);
  const undone = { ...healed, attempts: [{ ...attempt, undoneAt: at(200) }] };
  Object.assign(answers, { 'POST /v1/incidents/42/undo': { body: undone } }, story(undone));
  await userEvent.click(within(actions).getByRole('button', { name: 'Undo' }));
  expect(sent.map(({ body }) => body)).toEqual([{ key: attempt.key }]);
  expect(await within(actions).findByText('Taken back')).toBeInTheDocument();
  expect(within(actions).queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

test('an action goes by the words of the plan it was', async () => {
  const acting: TimelineEvent = {
    type: 'incident.acting',
    data: { attempt },
    stream: 'incident/42',
    seq: 5,
    at: at(40),
    actor: 'autocura',
  };
  const incident: Incident = { ...proposed, phase: 'verifying', diagnosis, plan, attempt, attempts: [attempt] };
  const answers = { 'GET /v1/incidents/42': { body: { incident, timeline: [...timeline, acting] } } };
  renderPages(answers, '/autocura/incidents/42');
  const name = '1. Restart payment, one instance after the other';
  expect(await screen.findByRole('heading', { name })).toBeInTheDocument();
});

test('one action at a time: nothing is taken back while another runs', async () => {
  open({ ...proposed, phase: 'verifying', diagnosis, plan, attempt, attempts: [attempt] });
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('tells what an action changes, field by field', async () => {
  const object = 'Deployment shop/payment';
  const changes = [
    { object, field: 'spec.replicas', from: '3', to: '5' },
    { object, field: 'metadata.annotations[a]', to: 'b' },
  ];
  open({ ...resolved, id: '42', attempts: [{ ...attempt, changes }] });
  const list = await screen.findByRole('list', { name: 'What it changes' });
  expect(list).toHaveTextContent(`${object} · spec.replicas: 3 → 5`);
  expect(list).toHaveTextContent(`${object} · metadata.annotations[a]: – → b`);
});

test.each<{ name: string; foretold: Foretold; says: string }>([
  {
    name: 'what would change',
    foretold: { changes: [{ object: 'session 7 of orders', field: '', from: 'shop', aside: '34 s' }] },
    says: 'session 7 of orders: shop → – (34 s)',
  },
  { name: 'that nothing would change', foretold: { changes: [] }, says: 'It changes nothing: all is so already' },
  {
    name: 'why that cannot be foretold',
    foretold: { cannot: 'nobody answers' },
    says: 'What it changes cannot be foretold: nobody answers',
  },
])('a proposal says $name', async ({ foretold, says }) => {
  open({ ...proposed, plan: { ...plan, foretold } } as Incident);
  expect(await screen.findByText(says)).toBeInTheDocument();
});

test('a proposal says why it is asked about once more', async () => {
  open({ ...proposed, plan: { ...plan, again: 'something else would change' } } as Incident);
  expect(await screen.findByText(/asked about once more: something else would change/)).toBeInTheDocument();
});

test('tells what was said of what was done', async () => {
  open({ ...resolved, id: '42', attempts: [{ ...attempt, result: '12 keys deleted' }] });
  expect(await screen.findByText('12 keys deleted')).toBeInTheDocument();
});

test('says what cannot be taken back', async () => {
  const { undo: _way, ...oneWay } = attempt;
  open({ ...resolved, id: '42', attempts: [oneWay] });
  expect(await screen.findByText('Cannot be taken back')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

test('an escalated incident says why, a merged one where it goes on', async () => {
  const { plan: _plan, expiresAt: _until, ...rest } = proposed as Extract<Incident, { phase: 'proposed' }>;
  open({ ...rest, phase: 'escalated', reason: 'No remedy is left', mergedInto: '7' });
  expect(await screen.findByText('No remedy is left')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '7' })).toHaveAttribute('href', '/autocura/incidents/7');
});

test.each([
  { name: 'nobody looked yet', looked: undefined, says: 'Nothing is known about the cause yet.' },
  {
    name: 'nothing was found',
    looked: { ...diagnosis, hypotheses: [] },
    says: /^No likely cause was found among what was measured of /,
  },
])('without a cause because $name, says so', async ({ looked, says }) => {
  const {
    plan: _plan,
    expiresAt: _until,
    diagnosis: _known,
    ...rest
  } = proposed as Extract<Incident, { phase: 'proposed' }>;
  open({ ...rest, phase: 'open', ...(looked && { diagnosis: looked }) });
  expect(await screen.findByText(says)).toBeInTheDocument();
});

test.each([
  {
    name: 'tells where it stands out',
    abstains: false,
    says: 'Memory used: 100 MiB → 400 MiB (mostly explained by bank)',
  },
  {
    name: 'says that nothing does',
    abstains: true,
    says: 'Nothing stands out of the usual unrest of what was measured.',
  },
])('statistics alone: $name', async ({ abstains, says }) => {
  const megabyte = 2 ** 20;
  const grown = { signal: 'memory.used', unit: 'bytes', normal: 100 * megabyte, now: 400 * megabyte };
  const because = [{ ...grown, explainedBy: 'bank' }];
  const located = { services: [{ service: 'payment', because }], abstains, confidence: 0.81 };
  open({ ...proposed, diagnosis: { ...diagnosis, located } } as Incident);
  await userEvent.click(await screen.findByRole('button', { name: 'Where it stands out by statistics alone' }));
  expect(screen.getByText(says)).toBeVisible();
  const often = screen.queryByText('With evidence like this the first is right in 8 of 10 cases.');
  expect(often === null).toBe(abstains);
});

test('which lines are new in the logs', async () => {
  const text = 'ENOSPC: no space left on device';
  const pattern = {
    service: 'bank',
    text,
    isError: true,
    isNew: true,
    before: 0,
    now: 4,
    firstAt: '2026-01-01T00:00:00Z',
  };
  open({ ...proposed, diagnosis: { ...diagnosis, logs: { patterns: [pattern] } } } as Incident);
  await userEvent.click(await screen.findByRole('button', { name: 'New in the logs (1)' }));
  expect(screen.getByText(text)).toBeVisible();
  expect(screen.getByText('New: 4 a minute')).toBeVisible();
});

const explained = (answer: object | undefined) => {
  const answers = {
    ...story(proposed),
    ...(answer && { 'GET /v1/incidents/42/explanation': { body: answer } }),
  };
  renderPages(answers, '/autocura/incidents/42');
};
const own = /^Likely cause: .* \(payment\)\..* usually 0 requests\./;

test('the cause in plain sentences, whether or not the backend has other words', async () => {
  explained(undefined);
  expect(await screen.findByText(own)).toBeInTheDocument();
});

test("a model's words take the place of ours, and are told to be its", async () => {
  explained({ sentences: [{ text: 'payment has run out of connections.', evidence: [] }], by: 'model', dropped: 0 });
  expect(await screen.findByText('payment has run out of connections.')).toBeInTheDocument();
  expect(screen.getByText('In the words of a model, each sentence checked against the evidence.')).toBeInTheDocument();
  expect(screen.queryByText(own)).toBeNull();
});

test('why the model had nothing to say', async () => {
  explained({ sentences: [{ text: 'So.', evidence: [] }], by: 'evidence', note: 'the model did not answer: HTTP 500' });
  expect(await screen.findByText('In our own words: the model did not answer: HTTP 500')).toBeInTheDocument();
});

test('says that nothing alerts where it is only predicted, and no longer when something does', async () => {
  open({ ...proposed, began: 'predicted', alerts: [] });
  expect(await screen.findByText('Only predicted: nothing alerts yet')).toBeInTheDocument();
  cleanup();
  open({ ...proposed, began: 'predicted' });
  expect(await screen.findByRole('region', { name: 'Alerts' })).toBeInTheDocument();
  expect(screen.queryByText('Only predicted: nothing alerts yet')).toBeNull();
});
