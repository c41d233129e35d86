import { type Incident, type IncidentStory, portuguese, type ServiceCard } from '@autocura/common';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { startTogether, type Together } from '../../../provisioning/demo/src/allTogether';
import { overflow, startBrowser } from '../../../provisioning/demo/src/testBrowser';
import { cannotAlert } from '../../../provisioning/demo/src/testHealing';
import { type Interfere, Visitor } from './portal';

const root = resolve(__dirname, '../../..');
const pictures = join(root, '.data/screenshots/backstage');
const entity = '/catalog/default/component/payment';
const tab = `${entity}/healing`;

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`The journey in Backstage is not tested here: ${missing}\n`);
const where = missing === undefined ? describe : describe.skip;

where('the shop is broken, and its owner has the page of the service open', () => {
  const dir = mkdtempSync(join(tmpdir(), 'portal-'));
  const stops: (() => Promise<unknown>)[] = [];
  let browser: Browser;
  let together: Together;
  let story: IncidentStory;
  let card: ServiceCard;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    together = await startTogether({
      ...{ dir, port: 7227, fresh: true, policy: join(root, 'provisioning/demo/policy.train.yaml') },
      say: () => {},
      onStop: stop => void stops.unshift(stop),
    });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const visit = (options?: Parameters<typeof Visitor.of>[2]) => Visitor.of(browser, together.url, options);
  const read = async <T>(path: string) => {
    const headers = { authorization: `Bearer ${together.tokens.operator}` };
    return (await (await fetch(`${together.url}/api/autocura/v1${path}`, { headers })).json()) as T;
  };

  test('the owner sees it, approves, and watches it heal without reloading', async () => {
    const owner = await visit();
    await owner.goto(entity);
    await owner.card().getByText('OK', { exact: true }).waitFor({ timeout: 120_000 });
    await owner.page.evaluate(() => Object.assign(window, { stayed: true }));
    await together.shop.inject('dead-dependency');

    const approve = owner.card().getByRole('button', { name: 'Approve' });
    await approve.waitFor({ timeout: 120_000 });
    card = await read<ServiceCard>('/services/payment/card');
    const [proposed] = card.incidents;
    story = await read<IncidentStory>(`/incidents/${proposed?.id}`);
    await owner
      .card()
      .getByText(proposed?.proposal?.says ?? '')
      .first()
      .waitFor();
    await owner.picture(pictures, 'card-proposed');
    const wrong = await wrongIn('incident-proposed', `/autocura/incidents/${proposed?.id}`, main);

    await approve.click();
    await owner.card().getByText('No open incident').waitFor({ timeout: 180_000 });
    await owner.card().getByText('Healed', { exact: true }).waitFor();
    expect(await owner.page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
    const { incident, timeline } = await read<IncidentStory>(`/incidents/${proposed?.id}`);
    expect(incident).toMatchObject({ phase: 'resolved', how: 'healed' });
    expect(timeline.find(({ type }) => type === 'incident.approved')?.actor).toBe('user:development/guest');
    expect([...wrong, ...owner.complaints]).toEqual([]);
    await owner.leave();
  });

  const main = ({ page }: Visitor) => page.locator('main');

  /** A page as it looks in both themes, wide and narrow: nothing sticks out, nothing complains, nothing bars the way. */
  async function wrongIn(
    name: string,
    path: string,
    ours: (visitor: Visitor) => Locator,
    shows?: (visitor: Visitor) => Locator,
    interfere?: Interfere,
  ) {
    const found: string[] = [];
    for (const theme of ['light', 'dark'] as const)
      for (const width of [1280, 390]) {
        const view = `${name}-${theme}-${width}`;
        const visitor = await visit({ theme, width });
        if (interfere) await visitor.answerInstead(interfere);
        await visitor.goto(path);
        await (shows ?? ours)(visitor).first().waitFor();
        if (!name.startsWith('loading')) await visitor.loading().first().waitFor({ state: 'detached' });
        await visitor.page.waitForFunction(() => document.fonts.status === 'loaded');
        await visitor.picture(pictures, view);
        if ((await overflow(visitor.page)) > 0) found.push(`${view} is wider than the window`);
        found.push(...(await visitor.barriers(ours(visitor))).map(barrier => `${view}: ${barrier}`));
        found.push(...visitor.complaints.map(complaint => `${view}: ${complaint}`));
        await visitor.leave();
      }
    return found;
  }

  const text = (says: string) => (visitor: Visitor) => visitor.page.getByText(says);

  test.each<[string, string, (visitor: Visitor) => Locator, string]>([
    ['overview', '/autocura', main, 'Ended incidents'],
    ['service', '/autocura/services/payment', main, 'What may be done by itself'],
    ['card', entity, visitor => visitor.card(), 'Last healing'],
    ['tab', tab, main, 'What may be done by itself'],
    ['shadow', '/autocura/shadow', main, 'In the shadow'],
    ['second-factor', '/autocura/second-factor', main, 'How yours stands'],
  ])('%s looks right in both themes, wide and narrow', async (name, path, ours, says) =>
    expect(await wrongIn(name, path, ours, text(says))).toEqual([]),
  );

  const isOurs = ({ pathname }: URL) => pathname.startsWith('/api/autocura/');
  const refusing =
    (status: number, message: string): Interfere =>
    url =>
      isOurs(url) ? { status, body: { error: { name: 'Error', message } } } : undefined;

  test.each<[string, Interfere, (visitor: Visitor) => Locator]>([
    [
      'loading',
      url => (isOurs(url) ? 'never' : undefined),
      ({ page }) => page.getByRole('status', { name: 'Loading' }),
    ],
    ['away', refusing(503, 'Backend is starting'), text('cannot be reached')],
    ['broken', refusing(500, 'No disk'), text('answered with an error')],
    ['forbidden', refusing(403, 'You lack autocura.incident.read'), text('You may not do or see this.')],
  ])('%s, card and tab say so', async (name, interfere, shows) => {
    expect(await wrongIn(`${name}-card`, entity, visitor => visitor.card(), shows, interfere)).toEqual([]);
    expect(await wrongIn(`${name}-tab`, tab, main, shows, interfere)).toEqual([]);
  });

  test('with an empty history, and with 5,000 incidents', async () => {
    const none: Interfere = ({ pathname }) =>
      /\/v1\/(incidents|history|problems|services\/payment\/autonomy)$/.test(pathname)
        ? { body: { items: [] } }
        : undefined;
    expect(await wrongIn('empty-tab', tab, main, text('No incident so far'), none)).toEqual([]);

    const many = Array.from({ length: 5000 }, (_, index): Incident => {
      const startedAt = new Date(Date.now() - index * 7 * 60_000).toISOString();
      return { ...story.incident, id: `i${index}`, title: `outage ${index} of payment`, startedAt };
    });
    const thousands: Interfere = ({ pathname, searchParams }) => {
      if (pathname.endsWith('/services/payment/card')) return { body: { ...card, open: many.length } };
      if (!pathname.endsWith('/v1/incidents')) return undefined;
      const from = Number(searchParams.get('cursor') ?? 0);
      const to = from + Number(searchParams.get('limit'));
      return { body: { items: many.slice(from, to), ...(to < many.length && { next: String(to) }) } };
    };
    expect(await wrongIn('many-tab', tab, main, text('outage 19 of payment'), thousands)).toEqual([]);
    expect(await wrongIn('many-card', entity, visitor => visitor.card(), text('more open'), thousands)).toEqual([]);
  });

  test('no text of ours is cut off in Portuguese', async () => {
    const rui = await visit({ width: 390, language: 'pt-BR' });
    await rui.goto(tab);
    await rui.page.getByText(portuguese.labels.autonomy).waitFor();
    await rui.picture(pictures, 'tab-pt-390');
    expect(await overflow(rui.page)).toBe(0);
    await rui.leave();
  });
});
