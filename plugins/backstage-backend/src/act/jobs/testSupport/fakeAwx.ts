import { answered, type FakeJobSystem, inputs, nextOf, reach } from './fakeJobSystem';

/** `/api/v2/job_templates/{id}/launch/` and `/api/v2/jobs/{id}/`, whose addresses end with a slash. */
export function fakeAwx(ignored: object = {}): FakeJobSystem {
  const job = (url: string, token = 'secret', template = 3) => ({ awx: { ...reach, url, token, template }, inputs });
  const fake: FakeJobSystem = {
    title: 'AWX',
    job: url => job(url),
    stranger: url => job(url, 'other'),
    missing: url => job(url, 'secret', 4),
    started: [],
    looks: [],
    running: { status: 'waiting' },
    well: { status: 'successful', job_explanation: '' },
    failed: { status: 'error', job_explanation: 'no host matched' },
    answer({ method, url, headers, body }) {
      if (headers.authorization !== 'Bearer secret') return answered(401, { detail: 'Invalid token.' });
      if (!url.endsWith('/')) return { status: 301, headers: { location: `${url}/` } };
      if (method === 'POST' && url === '/api/v2/job_templates/3/launch/') {
        fake.started.push(JSON.parse(body).extra_vars);
        return answered(201, { job: 7, ignored_fields: ignored, id: 7, type: 'job', status: 'pending' });
      }
      if (method === 'GET' && url === '/api/v2/jobs/7/') return answered(200, { id: 7, ...nextOf(fake.looks) });
      return answered(404, { detail: 'Not found.' });
    },
  };
  return fake;
}
