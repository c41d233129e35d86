import { answered, type FakeJobSystem, inputs, nextOf, reach } from './fakeJobSystem';

/** "Trigger a pipeline with a token" and "Get a single pipeline" of its REST API. */
export function fakeGitlab(): FakeJobSystem {
  const job = (url: string, trigger = 'trigger', project = 'shop/ops') => ({
    gitlab: { ...reach, url, token: 'reads', trigger, project, ref: 'main' },
    inputs,
  });
  const fake: FakeJobSystem = {
    title: 'GitLab',
    job: url => job(url),
    stranger: url => job(url, 'other'),
    missing: url => job(url, 'trigger', 'other/ops'),
    started: [],
    looks: [],
    running: { status: 'waiting_for_resource' },
    well: { status: 'success' },
    failed: { status: 'failed' },
    answer({ method, url, headers, body }) {
      if (method === 'POST' && url === '/api/v4/projects/shop%2Fops/trigger/pipeline') {
        const { token, ref, variables = {} } = JSON.parse(body);
        if (token !== 'trigger') return answered(404, { message: '404 Not Found' });
        if (ref !== 'main') return answered(400, { message: { base: ['Reference not found'] } });
        if (Object.values(variables).some(value => typeof value !== 'string')) {
          return answered(400, { message: 'variables needs to be a map of key-valued strings' });
        }
        fake.started.push(variables);
        return answered(201, { id: 7, status: 'created', web_url: 'https://gitlab.com/shop/ops/-/pipelines/7' });
      }
      if (method === 'GET' && url === '/api/v4/projects/shop%2Fops/pipelines/7') {
        return headers['private-token'] === 'reads'
          ? answered(200, { id: 7, ...nextOf(fake.looks) })
          : answered(401, { message: '401 Unauthorized' });
      }
      return answered(404, { message: '404 Project Not Found' });
    },
  };
  return fake;
}
