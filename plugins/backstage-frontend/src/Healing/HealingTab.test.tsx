import '../testSupport/wideScreen';
import type { Incident, ServiceStory } from '@autocura/common';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Answer, shopAnswers, silence } from '../testSupport/fakeFetch';
import { entityOf, renderOnEntity } from '../testSupport/renderOnEntity';
import { history, paymentStory, proposed, resolved } from '../testSupport/shop';
import { HealingTab } from './HealingTab';

const incidents = async () => await screen.findByRole('region', { name: 'Incidents' });
const rows = (within_: HTMLElement) => within(within_).getAllByRole('row').slice(1);

/** Five thousand incidents, page by page as the backend gives them, by what is asked. */
function thousands(): { answer: (url: URL) => Answer; asked: string[] } {
  const all = Array.from({ length: 5000 }, (_, index): Incident => {
    const [id, title] = [`i${index}`, `outage ${index}`];
    return index % 2 === 0 ? { ...resolved, id, title } : { ...proposed, id, title };
  });
  const asked: string[] = [];
  const answer = ({ searchParams: query, search }: URL) => {
    asked.push(search);
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit'));
    const like = all.filter(({ phase }) => query.get('phase') === null || phase === query.get('phase'));
    return { body: { items: like.slice(from, to), ...(to < like.length && { next: String(to) }) } };
  };
  return { answer, asked };
}

/** What the browser was handed as files. */
function filesMade(): Blob[] {
  const files: Blob[] = [];
  Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${files.push(file)}`, revokeObjectURL: () => {} });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  return files;
}

test('tells the state, the last seven days, incidents, what was done, what may be done, and problems', async () => {
  renderOnEntity(<HealingTab />, shopAnswers());
  expect(await screen.findByRole('heading', { name: 'payment', level: 2 })).toBeInTheDocument();
  expect(screen.getByText('95 % of requests take up to 840 ms, usually 120 ms')).toBeInTheDocument();
  expect(rows(await incidents())).toHaveLength(2);
  const actions = screen.getByRole('region', { name: 'Healing history' });
  expect(await within(actions).findByRole('row', { name: /Roll catalogue back to 1.4.0/ })).toHaveTextContent('Healed');
  expect(screen.getByRole('region', { name: 'What may be done by itself' })).toHaveTextContent('Tries left today: 4');
  expect(screen.getByRole('region', { name: 'Problems' })).toHaveTextContent('Healed within seven days: 5');
});

test('what is proposed, held back or only observed is told with the reason', async () => {
  const held: Incident = {
    ...proposed,
    id: '50',
    phase: 'blocked',
    reason: 'A change freeze lasts until Monday',
  } as never;
  renderOnEntity(<HealingTab />, {
    ...shopAnswers(),
    'GET /v1/incidents?open=true': { body: { items: [proposed, held, resolved] } },
  });
  const panel = await screen.findByRole('region', { name: 'Proposed and held back' });
  expect(
    within(panel)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    expect.stringMatching(/Waits for approval.*Restart payment.*be proposed only$/),
    expect.stringMatching(/Held back.*A change freeze lasts until Monday$/),
  ]);
});

test('goes through 5,000 incidents page by page, and back', async () => {
  const { answer } = thousands();
  renderOnEntity(<HealingTab />, { ...shopAnswers(), 'GET /v1/incidents': answer });
  const list = await incidents();
  await within(list).findByRole('row', { name: /outage 0\b/ });
  expect(rows(list)).toHaveLength(20);
  expect(within(list).getByRole('button', { name: 'Previous page' })).toBeDisabled();
  await userEvent.click(within(list).getByRole('button', { name: 'Next page' }));
  expect(await within(list).findByRole('row', { name: /outage 20\b/ })).toBeInTheDocument();
  expect(within(list).queryByRole('row', { name: /outage 0\b/ })).toBeNull();
  await userEvent.click(within(list).getByRole('button', { name: 'Previous page' }));
  expect(await within(list).findByRole('row', { name: /outage 0\b/ })).toBeInTheDocument();
});

test('another filter begins at its first page, and says when nothing is like that', async () => {
  const { answer, asked } = thousands();
  const answers = { ...shopAnswers(), 'GET /v1/incidents': answer };
  renderOnEntity(<HealingTab />, answers);
  const list = await incidents();
  await userEvent.click(await within(list).findByRole('button', { name: 'Next page' }));
  await within(list).findByRole('row', { name: /outage 20\b/ });

  await userEvent.click(within(list).getByRole('button', { name: /State/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'Resolved' }));
  expect(await within(list).findByRole('row', { name: /outage 2\b/ })).toBeInTheDocument();
  expect(asked).toContain('?service=payment&phase=resolved&limit=20');

  await userEvent.click(within(list).getByRole('button', { name: /State/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'Expired' }));
  expect(await within(list).findByText('No incident is like that')).toBeInTheDocument();
});

test('exports every one of them as CSV', async () => {
  const files = filesMade();
  renderOnEntity(<HealingTab />, { ...shopAnswers(), 'GET /v1/incidents': thousands().answer });
  await userEvent.click(await within(await incidents()).findByRole('button', { name: 'Export as CSV' }));
  await waitFor(() => expect(files).toHaveLength(1));
  const lines = (await files[0]!.text()).split('\r\n');
  expect(lines).toHaveLength(5001);
  expect(lines[0]).toMatch(/^\uFEFF?id,title,service,severity,phase/);
  expect(lines.at(-1)).toMatch(/^i4999,outage 4999,/);
});

test('exports what was done as CSV, and says why it could not', async () => {
  const files = filesMade();
  const answers = shopAnswers();
  renderOnEntity(<HealingTab />, answers);
  const list = await screen.findByRole('region', { name: 'Healing history' });
  const button = await within(list).findByRole('button', { name: 'Export as CSV' });
  await userEvent.click(button);
  await waitFor(() => expect(files).toHaveLength(1));
  expect((await files[0]!.text()).split('\r\n')[1]).toContain(history[0]!.says);

  answers['GET /v1/history'] = { status: 403, body: { error: { name: 'NotAllowedError', message: 'No longer' } } };
  await userEvent.click(button);
  expect((await screen.findAllByText('No longer')).length).toBeGreaterThan(0);
  expect(files).toHaveLength(1);
});

test('shows that it loads', async () => {
  renderOnEntity(<HealingTab />, { ...shopAnswers(), 'GET /v1/services/payment': silence });
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
});

test('teaches which annotation is missing, where the name is no service either', async () => {
  renderOnEntity(<HealingTab />, shopAnswers(), entityOf({}, 'library'));
  expect(await screen.findByText('Missing Annotation')).toBeInTheDocument();
});

test('without an annotation, the name may be that of a service', async () => {
  renderOnEntity(<HealingTab />, shopAnswers(), entityOf({}));
  expect(await screen.findByRole('heading', { name: 'payment', level: 2 })).toBeInTheDocument();
});

test('tells the limits that will be reached, with their band and how such predictions turned out', async () => {
  renderOnEntity(<HealingTab />, shopAnswers());
  const panel = await screen.findByRole('region', { name: 'Limits it will reach' });
  expect(panel).toHaveTextContent('Memory72 % → 95 %Likelihood: 86 %');
  expect(panel).toHaveTextContent(/Expected: .+In four of five cases between .+ – /);
  expect(panel).toHaveTextContent('Memory: Came when told 5 · Came earlier 1 · Did not come 1 · Prevented 2');
  expect(within(panel).getByRole('link', { name: 'Incident' })).toHaveAttribute('href', '/autocura/incidents/42');
});

test('says that nothing is expected, and nothing at all where nothing ever was', async () => {
  const answerOf = (story: Partial<ServiceStory>) => ({
    ...shopAnswers(),
    'GET /v1/services/payment': { body: { ...paymentStory, predictions: [], ...story } },
  });
  renderOnEntity(<HealingTab />, answerOf({}));
  expect(await screen.findByText('Nothing is expected to reach its limit.')).toBeInTheDocument();
  cleanup();
  renderOnEntity(<HealingTab />, answerOf({ trackRecord: [] }));
  expect(await screen.findByRole('region', { name: 'Problems' })).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Limits it will reach' })).toBeNull();
});
