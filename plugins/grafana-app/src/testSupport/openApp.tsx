import { render } from '@testing-library/react';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { App } from '../App';
import { shopAnswers, type Answers } from './answers';
import { fakeRuntime } from './fakeRuntime';

const proxied = /^\/api\/plugin-proxy\/autocura-healing-app\/(\w+)(\/.*)$/;

/** The app at an address below its root, over a backend that says these answers; keeps what it was asked and sent. */
export function openApp(
  address: string,
  answers: Answers = shopAnswers(),
  dataSources: Parameters<typeof fakeRuntime>[0]['dataSources'] = [],
) {
  const { requests } = fakeRuntime({
    dataSources,
    api: async (path, method) => {
      const url = new URL(path, 'http://backend');
      const request = `${method} ${url.pathname}`;
      const open = url.searchParams.get('open');
      const answer = answers[`${request}?open=${open}`] ?? answers[request];
      await answer?.after;
      Object.assign(answers, answer?.afterwards);
      const missing = { error: { name: 'NotFoundError', message: `no answer to ${request}` } };
      return answer ? { status: answer.status ?? 200, body: answer.body ?? {} } : { status: 404, body: missing };
    },
  });
  render(
    <MemoryRouter initialEntries={[address]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <App />
    </MemoryRouter>,
  );
  const told = () =>
    requests.map(({ url, method = 'GET', data }) => {
      const [, route, path] = proxied.exec(url) ?? [];
      return { route, request: `${method} ${path}`, body: data };
    });
  return {
    /** What was asked, as `GET /v1/incidents?limit=50`. */
    asked: () => told().map(({ request }) => request),
    /** What was sent, each with the route of the proxy that it went through. */
    sent: () => told().filter(({ request }) => !request.startsWith('GET ')),
  };
}
