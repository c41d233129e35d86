import type { Incident } from '@autocura/common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  at,
  attempt,
  diagnosis,
  looking,
  observed,
  plan,
  proposed,
  refusal,
  resolved,
  shopAnswers,
  timeline,
  type Answers,
} from '../../testSupport/answers';
import { disabled } from '../../testSupport/disabled';
import { openApp } from '../../testSupport/openApp';

const prometheus = { uid: 'prom', type: 'prometheus', name: 'Metrics', isDefault: true };

const story = (incident: Incident, events = timeline): Answers => ({
  'GET /v1/incidents/42': { body: { incident, timeline: events } },
});
const open = (incident: Incident = proposed, more = {}, dataSources: (typeof prometheus)[] = []) => {
  const answers: Answers = { ...shopAnswers(), ...story(incident), ...more };
  return { answers, ...openApp('/incidents/42', answers, dataSources) };
};
const part = async (name: string) => within(await screen.findByRole('region', { name }, { timeout: 15_000 }));
const without = <T extends object, K extends keyof T>(whole: T, ...names: K[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;

test('shows the likely cause with claims, values, usual values and the query that anyone can ask again', async () => {
  open();
  const causes = await part('Likely causes');
  expect(causes.getByRole('heading', { name: 'The connection pool is exhausted' })).toBeInTheDocument();
  const claim = causes.getByText('14 requests wait for a connection, usually none').closest('li')!;
  expect(claim).toHaveTextContent(/Waiting for a pool connection · payment.*14 requests.*normally 0 requests/);
  expect(within(claim).getByLabelText('Query')).toHaveTextContent(
    'max by (service) (db_pool_pending_requests{service="payment"})',
  );
  expect(within(claim).getByRole('img', { name: 'Course of the value: 0 requests – 14 requests' })).toBeInTheDocument();
});

test('a query opens in Explore at the user’s own Prometheus, over the time of the incident', async () => {
  open(resolved, {}, [prometheus]);
  const [link] = (await part('Likely causes')).getAllByText('Open in Explore');
  const address = new URL(link!.closest('a')!.getAttribute('href')!, 'http://grafana');
  const { autocura } = JSON.parse(address.searchParams.get('panes')!);
  expect(autocura).toMatchObject({
    datasource: 'prom',
    queries: [{ expr: 'max by (service) (db_pool_pending_requests{service="payment"})' }],
    range: { from: String(Date.parse(at(-3600)) - 15 * 60_000), to: String(Date.parse(at(-3000)) + 5 * 60_000) },
  });
});

test('without a Prometheus there is nothing to open, and the recorded course is drawn', async () => {
  open();
  const causes = await part('Likely causes');
  expect(causes.queryByText('Open in Explore')).not.toBeInTheDocument();
  await userEvent.click(causes.getAllByText('Chart over the incident')[0]!);
  expect(await causes.findByText('As it was recorded with the diagnosis.')).toBeInTheDocument();
});

test('when the user’s Prometheus does not answer, the chart says so and shows what was recorded', async () => {
  open(proposed, {}, [prometheus]);
  const causes = await part('Likely causes');
  await userEvent.click(causes.getAllByText('Chart over the incident')[0]!);
  expect(await causes.findByText(/As it was recorded; your Prometheus did not answer: /)).toBeInTheDocument();
});

test('what logs tell is shown, and its query is no query of Prometheus', async () => {
  const text = 'ENOSPC: no space left on device';
  const pattern = { service: 'bank', text, isError: true, isNew: true, before: 0, now: 4, firstAt: at(-3600) };
  const evidence = diagnosis.evidence.map(piece => ({ ...piece, source: 'loki' as const }));
  const told = { ...diagnosis, evidence, logs: { patterns: [pattern] } };
  open({ ...proposed, diagnosis: told }, {}, [prometheus]);
  const causes = await part('Likely causes');
  await userEvent.click(causes.getByText('New in the logs (1)'));
  expect(causes.getByText(text)).toBeInTheDocument();
  expect(causes.getByText('New: 4 a minute')).toBeInTheDocument();
  expect(causes.queryByText('Open in Explore')).not.toBeInTheDocument();
  expect(causes.queryByText('Chart over the incident')).not.toBeInTheDocument();
});

test('tells how trouble spreads from the suspected service', async () => {
  open();
  const spread = await part('How trouble spreads');
  expect(spread.getByText('payment is suspected; who calls it suffers: gateway → payment.')).toBeInTheDocument();
  expect(spread.getByTitle('payment')).toHaveTextContent('SuspectedpaymentWarning');
});

test('shows what would be changed, field by field, and every word of the guardrails', async () => {
  const changes = [{ object: 'Deployment shop/payment', field: 'spec.replicas', from: '3', to: '5' }];
  open({ ...proposed, plan: { ...plan, foretold: { changes } } } as Incident);
  const region = await screen.findByRole('region', { name: 'Plan' });
  expect(region).toHaveTextContent('Deployment shop/payment · spec.replicas3 → 5');
  expect(region).toHaveTextContent(/Asks a person.*The policy lets/);
  expect(region).toHaveTextContent(/Allows.*not restarted in the last 10 minutes/);
});

test('what cannot be foretold says why, and a plan that is asked about again says so', async () => {
  const foretold = { cannot: 'the supervisor does not tell' };
  open({ ...proposed, plan: { ...plan, foretold, again: 'it would change something else by now' } } as Incident);
  const region = await screen.findByRole('region', { name: 'Plan' });
  expect(region).toHaveTextContent(/the supervisor does not tell/);
  expect(region).toHaveTextContent(/it would change something else by now/);
});

const thoughtOver: Incident = {
  ...without(proposed as never, 'plan', 'expiresAt'),
  phase: 'diagnosed',
  diagnosis,
} as never;

test('approves with the digest of the plan that is shown, through the route of approvers', async () => {
  const { answers, sent } = open();
  const approve = await screen.findByRole('button', { name: 'Approve' });
  answers['POST /v1/incidents/42/approval'] = { body: thoughtOver, afterwards: story(thoughtOver) };
  await userEvent.click(approve);
  expect(sent()).toEqual([
    { route: 'approver', request: 'POST /v1/incidents/42/approval', body: { digest: plan.digest } },
  ]);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument());
});

test('sends the code of a second factor with what cannot be taken back', async () => {
  const { sent } = open({ ...proposed, plan: { ...plan, approvers: 2 } } as Incident);
  const code = await screen.findByLabelText(/Code of your second factor/, {}, { timeout: 30_000 });
  await userEvent.type(code, ' 123456');
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]?.body).toEqual({ digest: plan.digest, code: '123456' });
});

test('rejects with a note', async () => {
  const { answers, sent } = open();
  const reject = await screen.findByRole('button', { name: 'Reject' });
  answers['POST /v1/incidents/42/rejection'] = { body: thoughtOver };
  await userEvent.click(reject);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox'), 'not during the sale');
  await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
  expect(sent()).toMatchObject([{ body: { digest: plan.digest, note: 'not during the sale' } }]);
});

test('says why something was refused', async () => {
  const why = 'The plan is another one by now; look at it again';
  open(proposed, { 'POST /v1/incidents/42/approval': refusal(409, why) });
  const approve = await screen.findByRole('button', { name: 'Approve' });
  await userEvent.click(approve);
  expect(await screen.findByText(why)).toBeInTheDocument();
});

test('who may only look finds every answer disabled, with the reason', async () => {
  const { sent } = open(proposed, { 'GET /v1/me': looking });
  await userEvent.hover(await disabled('Approve'));
  expect(await screen.findByText(/takes the permission autocura.action.approve/)).toBeInTheDocument();
  const buttons = screen.getAllByRole('button');
  for (const name of ['Approve', 'Reject', 'Ask for a step', 'I did this', 'Another outage', 'Yes', 'No']) {
    const button = buttons.find(({ textContent }) => textContent === name)!;
    expect(button).toHaveAttribute('aria-disabled', 'true');
    fireEvent.click(button);
  }
  expect(sent()).toEqual([]);
});

test('asks for a remedy of one’s own accord', async () => {
  const { sent } = open(proposed, { 'POST /v1/incidents/42/run': { body: proposed } });
  const ask = await screen.findByRole('button', { name: 'Ask for a step' });
  await userEvent.click(ask);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(await dialog.findByLabelText(/Code of your second factor/), '123 456');
  await userEvent.click(dialog.getByRole('button', { name: 'Ask for a step' }));
  expect(sent()).toEqual([
    { route: 'approver', request: 'POST /v1/incidents/42/run', body: { step: plan.step, code: '123456' } },
  ]);
});

test('tells what one did oneself', async () => {
  const { sent } = open(proposed, { 'POST /v1/incidents/42/acts': { body: proposed } });
  const tell = await screen.findByRole('button', { name: 'I did this' });
  await userEvent.click(tell);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('radio', { name: 'Something else' }));
  expect(dialog.getByRole('button', { name: 'I did this' })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox'), 'Turned the proxy off');
  await userEvent.click(dialog.getByRole('button', { name: 'I did this' }));
  expect(sent()).toMatchObject([{ route: 'responder', body: { says: 'Turned the proxy off' } }]);
});

test('parts alerts of another outage by service', async () => {
  const { sent } = open(proposed, { 'POST /v1/incidents/42/split': { body: proposed } });
  const alerts = await part('Alerts');
  await userEvent.click(alerts.getByRole('button', { name: 'Another outage' }));
  const dialog = within(await screen.findByRole('dialog'));
  const give = () => dialog.getByRole('button', { name: 'Another outage' });
  expect(give()).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'gateway (1)' }));
  await userEvent.type(dialog.getByRole('textbox'), 'A cable');
  await userEvent.click(give());
  expect(sent()).toMatchObject([{ route: 'responder', body: { keys: [proposed.alerts[0]!.key], note: 'A cable' } }]);
});

test('answers whether it was the cause', async () => {
  const { sent } = open(proposed, { 'POST /v1/incidents/42/feedback': { body: proposed } });
  const group = within(await screen.findByRole('group', { name: 'Was this the cause?' }));
  await userEvent.click(group.getByRole('button', { name: 'No' }));
  expect(sent()).toMatchObject([{ body: { hypothesis: 'payment/pool-exhausted', right: false } }]);
});

test('shows what was done, what it measured, and takes it back', async () => {
  const { answers, sent } = open({ ...resolved, id: '42' });
  const actions = await part('Actions taken');
  expect(actions.getByText('Healed')).toBeInTheDocument();
  expect(actions.getByText('Failed requests fell from 18.4 % to 0.1 %')).toBeInTheDocument();
  const undo = actions.getByRole('button', { name: 'Undo' });
  const undone = { ...resolved, id: '42', attempts: [{ ...attempt, undoneAt: at(200) }] };
  answers['POST /v1/incidents/42/undo'] = { body: undone, afterwards: story(undone) };
  await userEvent.click(undo);
  expect(sent()).toMatchObject([{ body: { key: attempt.key } }]);
  expect(await actions.findByText('Taken back')).toBeInTheDocument();
});

test('one action at a time: nothing is taken back or asked for while another runs', async () => {
  open({ ...proposed, phase: 'verifying', diagnosis, plan, attempt, attempts: [attempt] });
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeDisabled();
  expect(await disabled('Ask for a step')).toBeInTheDocument();
});

test('what is only observed can be marked', async () => {
  const { sent } = open({ ...observed, id: '42' }, { 'POST /v1/incidents/42/mark': { body: observed } });
  const group = within(await screen.findByRole('group', { name: 'That would have been' }));
  await userEvent.click(group.getByRole('button', { name: 'Harmful' }));
  expect(sent()).toMatchObject([{ body: { digest: plan.digest, mark: 'harmful' } }]);
});

test('tells what happened, newest first, and names what it has no words for', async () => {
  const strange = { type: 'incident.dreamt', data: {}, stream: 'incident/42', seq: 5, at: at(90), actor: 'autocura' };
  open(proposed, story(proposed, [...timeline, strange as never]));
  const said = (await part('Timeline')).getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(said).toHaveLength(5);
  expect(said[0]).toMatch(/incident.dreamt/);
  expect(said[1]).toMatch(/Asks for approval: Restart payment/);
});

test('tells why each alert belongs to it', async () => {
  open();
  const alerts = await screen.findByRole('region', { name: 'Alerts' });
  expect(alerts).toHaveTextContent(/HighErrorRatio.*Firing.*gateway calls payment, which is sick itself/);
});

test('a state of a newer backend is shown as it was told, and said to be unknown', async () => {
  open({ ...proposed, phase: 'dreaming' } as never);
  expect(await screen.findByText('dreaming')).toBeInTheDocument();
  expect(screen.getByText(/does not know the state “dreaming”/)).toBeInTheDocument();
});

test('says when there is no such incident', async () => {
  openApp('/incidents/none');
  expect(await screen.findByText('There is no such thing here.')).toBeInTheDocument();
});

test('says that nothing alerts where it is only predicted', async () => {
  open({ ...proposed, began: 'predicted', alerts: [] });
  expect(await screen.findByText('Only predicted: nothing alerts yet')).toBeInTheDocument();
});
