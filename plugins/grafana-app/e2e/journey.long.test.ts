import { english, type IncidentStory, portuguese } from '@autocura/common';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Together } from '../../../provisioning/demo/src/allTogether';
import { overflow, startBrowser } from '../../../provisioning/demo/src/testBrowser';
import { cannotAlert } from '../../../provisioning/demo/src/testHealing';
import type { Major } from '../fakeGrafana/bundlePage';
import type { FakeGrafana, Interfered } from '../fakeGrafana/server';
import { startWithShop } from '../fakeGrafana/withShop';
import { Visitor } from './grafana';
import { pictureIn, views, wrongOn } from './looks';

const root = resolve(__dirname, '../../..');
const pictures = join(root, '.data/screenshots');
const majors: Major[] = [12, 13];
const app = '/a/autocura-healing-app';
const { labels } = english;
const error = (name: string) => ({ error: { name, message: 'because' } });

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`Grafana's journey is not tested here: ${missing}\n`);
const where = missing === undefined ? describe : describe.skip;

where('the shop is broken, and somebody comes from an alert', () => {
  const dir = mkdtempSync(join(tmpdir(), 'journey-'));
  const stops: (() => Promise<unknown>)[] = [];
  let browser: Browser;
  let together: Together;
  let grafanas: Map<Major, FakeGrafana>;
  let id = '';

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    ({ together, grafanas } = await startWithShop({
      ...{ majors, dir, port: 7217, policy: join(root, 'provisioning/demo/policy.train.yaml') },
      say: () => {},
      onStop: stop => void stops.unshift(stop),
    }));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const visit = (major: Major, options?: Parameters<typeof Visitor.of>[2]) =>
    Visitor.of(browser, grafanas.get(major)!, options);

  const operator = () => ({ headers: { authorization: `Bearer ${together.tokens.operator}` } });
  const story = async () =>
    (await (await fetch(`${together.url}/api/autocura/v1/incidents/${id}`, operator())).json()) as IncidentStory;

  test('alert, Diagnose, likely cause with evidence, approve, healed', async () => {
    const ana = await visit(12);
    await ana.goto(ana.alertRules.path);
    await together.shop.inject('dead-dependency');
    await ana.alertRules.firing().waitFor({ timeout: 90_000 });
    await ana.alertRules.follow('Diagnose this alert');
    id = await ana.incident.id();

    await ana.incident.approve().waitFor({ timeout: 90_000 });
    const { diagnosis } = (await story()).incident;
    const [likely] = diagnosis?.hypotheses ?? [];
    const causes = await ana.incident.causes().textContent();
    expect(causes).toContain(english.failureModes[likely?.failureMode ?? '']);
    expect(causes).toContain(likely?.because[0]?.says);
    expect(await ana.incident.plan().isVisible()).toBe(true);
    const wrong = await wrongIn('proposed', `${app}/incidents/${id}`);

    await ana.incident.approve().click();
    await ana.incident.phase('resolved').first().waitFor({ timeout: 120_000 });
    const { incident, timeline } = await story();
    expect(incident).toMatchObject({ phase: 'resolved', how: 'healed' });
    expect(timeline.find(({ type }) => type === 'incident.approved')?.actor).toBe('grafana:user:2');
    expect(ana.complaints).toEqual([]);
    wrong.push(...(await wrongIn('healed', `${app}/incidents/${id}`)));
    expect(wrong).toEqual([]);
    await ana.leave();
  });

  /** A page as it looks in both versions and themes, wide and narrow. */
  async function wrongIn(name: string, path: string) {
    const found: string[] = [];
    for (const major of majors)
      for (const { theme, width } of views) {
        const ana = await visit(major, { theme, width });
        found.push(...(await wrongOn(ana, path, pictureIn(pictures, name, major, theme, width))));
        await ana.leave();
      }
    return found;
  }

  test.each([
    ['overview', app],
    ['incidents', `${app}/incidents`],
    ['services', `${app}/services`],
    ['service', `${app}/services/catalogue`],
    ['history', `${app}/history`],
    ['shadow', `${app}/shadow`],
    ['notices', `${app}/notices`],
    ['silences', `${app}/silences`],
    ['objectives', `${app}/objectives`],
    ['brakes', `${app}/brakes`],
    ['policies', `${app}/policies`],
    ['alerting', '/alerting'],
  ])('%s looks right in both versions and themes, wide and narrow', async (name, path) =>
    expect(await wrongIn(name, path)).toEqual([]),
  );

  test('eve, who may only look, is told why she may not approve; her call is refused on every way', async () => {
    const eve = await visit(12, { login: 'eve' });
    await eve.goto(`${app}/incidents/${id}`);
    await eve.incident.causes().waitFor();
    const through = (route: string) =>
      eve.page.evaluate(
        async ([path]) => {
          const body = JSON.stringify({ digest: 'digest-of-nothing' });
          const headers = { 'content-type': 'application/json' };
          return (await fetch(path!, { method: 'POST', headers, body })).status;
        },
        [`/api/plugin-proxy/autocura-healing-app/${route}/v1/incidents/${id}/approval`],
      );
    expect([await through('viewer'), await through('responder'), await through('approver')]).toEqual([403, 403, 403]);
    await eve.leave();
  });

  describe('when the backend has trouble', () => {
    const sentences: [string, Interfered, string][] = [
      ['away', { status: 502, body: { message: 'Bad Gateway' } }, labels.unreachable],
      ['refusing who one is', { status: 401, body: error('AuthenticationError') }, labels.notSignedIn],
      ['refusing what one may', { status: 403, body: error('NotAllowedError') }, labels.notAllowed],
      ['asked too much', { status: 429, body: error('Error') }, labels.tooMany],
      ['broken', { status: 500, body: error('InternalServerError') }, labels.troubled],
    ];
    const pages = [
      '',
      '/incidents',
      '/incidents/ID',
      '/services',
      '/services/catalogue',
      '/history',
      '/notices',
      '/silences',
      '/objectives',
      '/shadow',
      '/brakes',
    ];

    test.each(sentences)('%s, each page says so in a sentence, and recovers by itself', async (_, answer, sentence) => {
      const grafana = grafanas.get(12)!;
      const ana = await visit(12);
      for (const page of pages) {
        grafana.interfere(() => answer);
        await ana.goto(`${app}${page.replace('ID', id)}`);
        const said = ana.page.getByText(sentence).first();
        await said.waitFor();
        grafana.interfere(undefined);
        await said.waitFor({ state: 'detached', timeout: 45_000 });
      }
      await ana.leave();
    });

    test('slow, it says so and shows what comes', async () => {
      const grafana = grafanas.get(12)!;
      let go = () => {};
      const until = new Promise<void>(done => (go = done));
      grafana.interfere(() => until.then(() => undefined));
      const ana = await visit(12);
      await ana.goto(`${app}/services`);
      await ana.page.getByText(labels.slow).first().waitFor();
      go();
      grafana.interfere(undefined);
      await ana.page.getByRole('link', { name: 'catalogue' }).first().waitFor();
      await ana.leave();
    });

    test('of another version, a phase that nobody knows is told by its name', async () => {
      const known = await story();
      const body = { ...known, incident: { ...known.incident, phase: 'meditating' } };
      grafanas
        .get(12)!
        .interfere(({ path }) => (path.endsWith(`/incidents/${id}`) ? { status: 200, body } : undefined));
      const ana = await visit(12);
      await ana.goto(`${app}/incidents/${id}`);
      await ana.page.getByText('meditating').first().waitFor();
      grafanas.get(12)!.interfere(undefined);
      await ana.incident.phase('resolved').first().waitFor();
      expect(ana.complaints).toEqual([]);
      await ana.leave();
    });
  });

  test('no text of ours is cut off in Portuguese', async () => {
    const rui = await visit(12, { login: 'rui', width: 390 });
    await rui.goto(`${app}/incidents/${id}`);
    await rui.page.getByRole('region', { name: portuguese.labels.likelyCauses }).waitFor();
    await rui.page.screenshot({ path: join(pictures, 'incident-pt-390.png'), fullPage: true });
    expect(await overflow(rui.page)).toBe(0);
    await rui.leave();
  });
});
