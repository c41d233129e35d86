import { listen } from '../act/examples';
import { anAlert } from '../plan/examples';
import { grafanaTimings } from './grafanaTimings';

const nights = { name: 'nights', time_intervals: [{ times: [{ start_time: '00:00', end_time: '06:00' }] }] };
const never = { name: 'never', time_intervals: [{ years: ['1999'] }] };
const night = new Date('2026-03-02T03:00:00Z');
const noon = new Date('2026-03-02T12:00:00Z');

/** Grafana's provisioning API for alerting, as its description has it: mute timings and the tree of policies. */
async function fakeGrafana(tree: object, status = 200) {
  let asked = 0;
  const server = await listen(({ url, headers }) => {
    asked += 1;
    if (headers.authorization !== 'Bearer a-token') return { status: 401, body: '{}' };
    const said = url === '/api/v1/provisioning/mute-timings' ? [nights, never] : { receiver: 'all', ...tree };
    return { status, body: JSON.stringify(said) };
  });
  return { ...server, asked: () => asked };
}

const muted = { object_matchers: [['team', '=', 'shop']], mute_time_intervals: ['never', 'nights'] };
const ofShop = anAlert({ labels: { team: 'shop', grafana_folder: 'shop' } });

async function reason(tree: object, at: Date, alert = ofShop, status = 200) {
  const [grafana, warned] = [await fakeGrafana(tree, status), [] as string[]];
  const read = grafanaTimings({ url: grafana.url, token: 'a-token', now: () => at, warn: text => warned.push(text) });
  try {
    const [said, again] = [await read({ alerts: [alert] }), await read({ alerts: [alert] })];
    expect(again).toBe(said);
    return { said, warned, asked: grafana.asked() };
  } finally {
    await grafana.close();
  }
}

test('an alert whose policy is mute now is one about which people asked for quiet', async () => {
  const { said, asked } = await reason({ routes: [muted] }, night);
  expect(said).toBe(`${ofShop.name}: mute timing “nights” is on`);
  expect(asked).toBe(2);
});

test.each([
  ['is not on', { routes: [muted] }, noon, ofShop],
  ['is of another policy', { routes: [muted] }, night, anAlert({ labels: { team: 'bank', grafana_folder: 'bank' } })],
  [
    'is of a policy whose alerts go on to one that is not mute',
    { routes: [{ ...muted, continue: true }, {}] },
    night,
    ofShop,
  ],
  ['is of an alert that is not Grafana’s', { routes: [muted] }, night, anAlert({ labels: { team: 'shop' } })],
  [
    'is above a policy of its own',
    { mute_time_intervals: ['nights'], routes: [{ object_matchers: [['team', '=~', 'sh.p']] }] },
    night,
    ofShop,
  ],
  ['was of an alert that has ended', { routes: [muted] }, night, { ...ofShop, status: 'resolved' as const }],
])('a timing that %s says nothing', async (_, tree, at, alert) =>
  expect((await reason(tree, at, alert)).said).toBeUndefined(),
);

test('a Grafana that does not tell says nothing, and that is said', async () => {
  const { said, warned } = await reason({}, night, ofShop, 500);
  expect(said).toBeUndefined();
  expect(warned[0]).toContain('mute timings are not known: Grafana answered 500');
});
