import { answered, type FakeJobSystem, inputs, nextOf, reach } from './fakeJobSystem';

const id = '0c2bd8a5-9d5d-4a0e-8d2d-2f1f6f1c9a01';

/** "Running a Job" and "Execution Info" of its API, version 18. */
export function fakeRundeck(): FakeJobSystem {
  const job = (url: string, token = 'secret', which = id) => ({
    rundeck: { ...reach, url, token, job: which },
    inputs,
  });
  const failing = (status: number, errorCode: string) => answered(status, { error: true, apiversion: 18, errorCode });
  const fake: FakeJobSystem = {
    title: 'Rundeck',
    job: url => job(url),
    stranger: url => job(url, 'other'),
    missing: url => job(url, 'secret', id.replace('0c', '1c')),
    started: [],
    looks: [],
    running: { status: 'running' },
    well: { status: 'succeeded' },
    failed: { status: 'timedout' },
    answer({ method, url, headers, body }) {
      if (headers['x-rundeck-auth-token'] !== 'secret') return failing(403, 'api.error.item.unauthorized');
      if (method === 'POST' && url === `/api/18/job/${id}/run`) {
        const { options = {} } = JSON.parse(body);
        if (Object.values(options).some(value => typeof value !== 'string')) {
          return failing(400, 'api.error.job.options-invalid');
        }
        fake.started.push(options);
        return answered(200, { id: 7, permalink: 'https://rundeck/execution/show/7', status: 'running' });
      }
      if (method === 'GET' && url === '/api/18/execution/7') return answered(200, { id: 7, ...nextOf(fake.looks) });
      return failing(404, 'api.error.item.doesnotexist');
    },
  };
  return fake;
}
