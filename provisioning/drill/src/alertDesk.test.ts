import { portsOf, takeLane } from '../../demo/src/ports';
import { openAlertDesk } from './alertDesk';

const token = 'a token';

async function withDesk(work: (desk: Awaited<ReturnType<typeof openAlertDesk>>, post: typeof poster) => Promise<void>) {
  const lane = await takeLane(38);
  const port = portsOf(lane.base).spare;
  const desk = await openAlertDesk(port, token);
  try {
    await work(desk, (path, body, bears) => poster(`http://127.0.0.1:${port}${path}`, body, bears));
  } finally {
    await desk.close();
    await lane.release();
  }
}

async function poster(url: string, body: object, bears = token) {
  // A connection that is kept would lead to the desk of the test before.
  const headers = { authorization: `Bearer ${bears}`, connection: 'close' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

const alerts = '/api/autocura/v1/alerts/alertmanager';
const alert = (status: 'firing' | 'resolved', service: string, fingerprint = service) => ({
  alerts: [{ status, fingerprint, labels: { alertname: 'TargetDown', service_name: service } }],
});

test('an alert that newly fires is told once, and again after it was resolved', async () => {
  await withDesk(async (desk, post) => {
    const told: string[] = [];
    desk.onFiring(service => told.push(service));
    expect(await post(alerts, alert('firing', 'cart'))).toBe(202);
    await post(alerts, alert('firing', 'cart'));
    await post(alerts, alert('firing', 'cart', 'another of the same service'));
    expect(told).toEqual(['cart', 'cart']);
    expect(desk.isAlerting('cart')).toBe(true);

    await post(alerts, alert('resolved', 'cart'));
    expect(desk.isAlerting('cart')).toBe(true);
    await post(alerts, alert('resolved', 'cart', 'another of the same service'));
    expect(desk.isAlerting('cart')).toBe(false);
    await post(alerts, alert('firing', 'cart'));
    expect(told).toHaveLength(3);
  });
});

test('changes are kept, the newest first; who bears no token is not heard', async () => {
  await withDesk(async (desk, post) => {
    expect(await post('/api/autocura/v1/changes', { id: 'first' })).toBe(202);
    expect(await post('/api/autocura/v1/changes', { id: 'second' })).toBe(202);
    expect(await post('/api/autocura/v1/changes', { id: 'third' }, 'another')).toBe(401);
    expect(desk.changes().map(({ id }) => id)).toEqual(['second', 'first']);
  });
});
