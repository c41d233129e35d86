import { answered, type FakeJobSystem, inputs, nextOf, reach } from './fakeJobSystem';

/** REST API, "Create a workflow dispatch event" and "Get a workflow run". */
export function fakeGithub(): FakeJobSystem {
  const job = (url: string, token = 'secret', workflow = 'heal.yml') => ({
    github: { ...reach, url, token, repository: 'shop/ops', workflow, ref: 'main' },
    inputs,
  });
  const fake: FakeJobSystem = {
    title: 'GitHub',
    job: url => job(url),
    stranger: url => job(url, 'other'),
    missing: url => job(url, 'secret', 'other.yml'),
    started: [],
    looks: [],
    running: { status: 'in_progress', conclusion: null },
    well: { status: 'completed', conclusion: 'success' },
    failed: { status: 'completed', conclusion: 'failure' },
    answer({ method, url, headers, body }) {
      if (!headers['user-agent']) return answered(403, { message: 'Request forbidden by administrative rules' });
      if (headers.authorization !== 'Bearer secret') return answered(401, { message: 'Bad credentials' });
      if (method === 'POST' && url === '/repos/shop/ops/actions/workflows/heal.yml/dispatches') {
        const { ref, inputs: given = {}, return_run_details: wanted } = JSON.parse(body);
        if (ref !== 'main') return answered(422, { message: `No ref found for: ${ref}` });
        if (Object.values(given).some(value => typeof value !== 'string')) {
          return answered(422, { message: 'Invalid request. For inputs, a string was expected' });
        }
        fake.started.push(given);
        if (!wanted) return { status: 204 };
        const page = 'https://github.com/shop/ops/actions/runs/7';
        return answered(200, { workflow_run_id: 7, run_url: `${page}/api`, html_url: page });
      }
      if (method === 'GET' && url === '/repos/shop/ops/actions/runs/7') return answered(200, nextOf(fake.looks));
      return answered(404, { message: 'Not Found' });
    },
  };
  return fake;
}
