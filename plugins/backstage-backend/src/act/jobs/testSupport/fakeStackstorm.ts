import { answered, type FakeJobSystem, inputs, nextOf, reach } from './fakeJobSystem';

const id = '5770d0300a84b42cd28d3b0d';

/** `POST /v1/executions` and `GET /v1/executions/{id}` behind `/api`, with an API key. */
export function fakeStackstorm(): FakeJobSystem {
  const job = (url: string, token = 'secret', action = 'shop.heal') => ({
    stackstorm: { ...reach, url: `${url}/api`, token, action },
    inputs,
  });
  const failing = (status: number, faultstring: string) => answered(status, { faultstring });
  const fake: FakeJobSystem = {
    title: 'StackStorm',
    job: url => job(url),
    stranger: url => job(url, 'other'),
    missing: url => job(url, 'secret', 'shop.other'),
    started: [],
    looks: [],
    running: { status: 'delayed' },
    well: { status: 'succeeded' },
    failed: { status: 'abandoned' },
    answer({ method, url, headers, body }) {
      if (headers['st2-api-key'] !== 'secret') return failing(401, 'Unauthorized - ApiKey not found.');
      if (method === 'POST' && url === '/api/v1/executions') {
        const { action, parameters = {} } = JSON.parse(body);
        if (action !== 'shop.heal') return failing(400, `Action "${action}" cannot be found.`);
        fake.started.push(parameters);
        return answered(201, { id, status: 'requested', web_url: `https://st2/#/history/${id}/general` });
      }
      if (method === 'GET' && url === `/api/v1/executions/${id}`) return answered(200, { id, ...nextOf(fake.looks) });
      return failing(404, 'The resource could not be found.');
    },
  };
  return fake;
}
