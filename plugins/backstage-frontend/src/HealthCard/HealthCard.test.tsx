import type { CardProposal, ServiceCard } from '@autocura/common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shopAnswers, silence } from '../testSupport/fakeFetch';
import { entityOf, renderOnEntity } from '../testSupport/renderOnEntity';
import { card } from '../testSupport/shop';
import { HealthCard } from './HealthCard';

const path = 'GET /v1/services/payment/card';
const saying = (body: ServiceCard) => ({ ...shopAnswers(), [path]: { body } });
const proposing = (change: Partial<CardProposal>): ServiceCard => ({
  ...card,
  incidents: [{ ...card.incidents[0]!, proposal: { ...card.incidents[0]!.proposal!, ...change } }],
});
const error = (name: string, message: string) => ({ error: { name, message } });

test('tells state with reasons, open incidents, the last healing, what is foreseen and where to read on', async () => {
  renderOnEntity(<HealthCard />, shopAnswers());
  expect(await screen.findByText('Warning')).toBeInTheDocument();
  expect(screen.getByText('95 % of requests take up to 840 ms, usually 120 ms')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'payment answers slowly and gateway fails' })).toHaveAttribute(
    'href',
    '/autocura/incidents/42',
  );
  expect(screen.getByText('Waits for approval')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'In Grafana' })).toHaveAttribute('href', card.incidents[0]!.grafana);
  expect(screen.getByRole('link', { name: 'Roll catalogue back to 1.4.0' })).toHaveAttribute(
    'href',
    '/autocura/incidents/41',
  );
  expect(screen.getByText('Healed')).toBeInTheDocument();
  expect(screen.getByText('Its memory reaches the limit')).toBeInTheDocument();
  expect(screen.getByText(/at the earliest,.*at the latest/)).toBeInTheDocument();
  expect(screen.getByRole('meter', { name: 'Error budget left' })).toHaveAttribute('aria-valuenow', '62');
  expect(screen.getByRole('link', { name: 'Payment dashboard' })).toHaveAttribute('href', card.links[0]!.url);
  expect(screen.getByText('Found in the catalog by autocura.io/service')).toBeInTheDocument();
});

test('approves exactly what it shows, and follows what becomes of it without being asked', async () => {
  const answers = saying(card);
  const { sent } = renderOnEntity(<HealthCard />, answers);
  const approve = await screen.findByRole('button', { name: 'Approve' });
  Object.assign(answers, {
    'POST /v1/incidents/42/approval': { body: {} },
    [path]: { body: { ...card, incidents: [{ ...card.incidents[0], phase: 'verifying', proposal: undefined }] } },
  });
  await userEvent.click(approve);
  expect(sent).toEqual([{ request: 'POST /v1/incidents/42/approval', body: { digest: 'd1ge57' } }]);
  expect(await screen.findByText('Measuring the effect')).toBeInTheDocument();
  answers[path] = { body: { ...card, incidents: [], open: 0 } };
  expect(await screen.findByText('No open incident', {}, { timeout: 8000 })).toBeInTheDocument();
});

test('sends the code of a second factor with what cannot be undone', async () => {
  const { sent } = renderOnEntity(<HealthCard />, saying(proposing({ approvers: 2 })));
  await userEvent.type(await screen.findByLabelText('Code of your second factor'), '123 456');
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sent).toMatchObject([{ body: { digest: 'd1ge57', code: '123456' } }]));
});

test('rejects, and says why that was refused', async () => {
  const answers = saying(card);
  const { sent } = renderOnEntity(<HealthCard />, answers);
  const reject = await screen.findByRole('button', { name: 'Reject' });
  const request = 'POST /v1/incidents/42/rejection';
  Object.assign(answers, { [request]: { status: 409, body: error('ConflictError', 'The plan is another by now') } });
  await userEvent.click(reject);
  expect(await screen.findByText('The plan is another by now')).toBeInTheDocument();
  expect(sent).toEqual([{ request, body: { digest: 'd1ge57' } }]);
});

test.each([
  ['not granted', 'You may look; to approve takes a permission that you do not have.'],
  ['asked for it', 'You asked for it, so somebody else has to approve it.'],
  ['approved it', 'You have approved it; it takes somebody else as well.'],
] as const)('who may not approve (%s) is told why', async (because, says) => {
  renderOnEntity(<HealthCard />, saying(proposing({ approvers: 2, mayApprove: false, because })));
  expect(await screen.findByText(says)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Reject' })).toBeEnabled();
  expect(screen.queryByLabelText('Code of your second factor')).toBeNull();
});

test('where it is only to be read, nothing can be decided', async () => {
  renderOnEntity(<HealthCard readOnly />, shopAnswers());
  expect(await screen.findByText('Waits for approval')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
});

test('without data it is unknown, with the reason, and nothing is made up', async () => {
  const { dataAt: _, ...health } = { ...card.health, state: 'unknown' as const };
  const reasons = [{ state: 'unknown' as const, says: 'No data for 3 minutes: the target does not answer' }];
  const { lastHealing: __, ...bare } = card;
  const body: ServiceCard = {
    ...{ ...bare, health: { ...health, reasons }, incidents: [], open: 0, links: [] },
    ...{ prediction: null, errorBudget: null },
  };
  renderOnEntity(<HealthCard />, saying(body));
  expect(await screen.findByText('Unknown')).toBeInTheDocument();
  expect(screen.getByText('No data for 3 minutes: the target does not answer')).toBeInTheDocument();
  expect(screen.getByText('Never measured')).toBeInTheDocument();
  expect(screen.getByText('No open incident')).toBeInTheDocument();
  expect(screen.getByText('Nothing has been done yet')).toBeInTheDocument();
  expect(screen.queryByRole('meter')).toBeNull();
  expect(screen.queryByText('Predicted')).toBeNull();
});

test('of many open incidents it shows some, and says how many more there are', async () => {
  renderOnEntity(<HealthCard />, saying({ ...card, open: 5000 }));
  expect(await screen.findByRole('link', { name: '+ 4999 more open' })).toHaveAttribute(
    'href',
    '/autocura/services/payment',
  );
});

test('a budget that is overspent says by how much', async () => {
  renderOnEntity(<HealthCard />, saying({ ...card, errorBudget: { ...card.errorBudget!, left: -0.4 } }));
  expect(await screen.findByText('-40%')).toBeInTheDocument();
  expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '0');
});

test('shows that it loads', async () => {
  renderOnEntity(<HealthCard />, { ...shopAnswers(), [path]: silence });
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
});

test.each([
  { name: 'away', answer: { status: 503, body: error('Error', 'starting') }, says: /cannot be reached/ },
  { name: 'broken', answer: { status: 500, body: error('Error', 'no disk') }, says: /answered with an error/ },
  {
    name: 'refusing',
    answer: { status: 403, body: error('NotAllowedError', 'no') },
    says: 'You may not do or see this.',
  },
  {
    name: 'without such a service',
    answer: { status: 404, body: error('NotFoundError', 'no') },
    says: /Nothing is known/,
  },
])('says so when the backend is $name', async ({ answer, says }) => {
  renderOnEntity(<HealthCard />, { ...shopAnswers(), [path]: answer });
  expect(await screen.findByText(says)).toBeInTheDocument();
});

test('keeps what it knew while the backend is away, and says since when', async () => {
  const answers = saying(card);
  renderOnEntity(<HealthCard />, answers);
  await screen.findByText('Waits for approval');
  Object.assign(answers, { [path]: { status: 503, body: error('Error', 'starting') } });
  await waitFor(() => expect(screen.getByText(/no answer since/)).toBeInTheDocument(), { timeout: 8000 });
  expect(screen.getByText('Waits for approval')).toBeInTheDocument();
});

test('teaches which annotation is missing', async () => {
  renderOnEntity(<HealthCard />, shopAnswers(), entityOf({}));
  expect(await screen.findByText('Missing Annotation')).toBeInTheDocument();
  expect(screen.getAllByText(/autocura\.io\/service/).length).toBeGreaterThan(0);
});
