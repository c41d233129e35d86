import {
  autonomy,
  card,
  history,
  observed,
  paymentStory,
  problem,
  proposed,
  resolved,
  services,
  shadow,
  sources,
  timeline,
} from './shop';

export interface Answer {
  status?: number;
  body: unknown;
  /** Answers only after this. */
  after?: Promise<void>;
}

/** What the backend says to each `METHOD /path`, without the query. A test changes what it is about. */
export type Answers = Record<string, Answer | ((url: URL) => Answer)>;

export const shopAnswers = (): Answers => ({
  'GET /v1/services': { body: { items: services } },
  'GET /v1/services/payment': { body: paymentStory },
  'GET /v1/services/payment/card': { body: card },
  'GET /v1/services/payment/autonomy': { body: { items: autonomy } },
  'GET /v1/problems': { body: { items: [problem] } },
  'GET /v1/incidents': { body: { items: [proposed, resolved] } },
  'GET /v1/incidents?open=true': { body: { items: [proposed] } },
  'GET /v1/incidents?open=false': { body: { items: [resolved] } },
  'GET /v1/incidents/42': { body: { incident: proposed, timeline } },
  'GET /v1/incidents/43': { body: { incident: observed, timeline } },
  'GET /v1/shadow': { body: shadow },
  'GET /v1/incidents/41': { body: { incident: resolved, timeline: [] } },
  'GET /v1/history': { body: { items: history } },
  'GET /v1/sources': { body: { items: sources } },
  'GET /v1/dependencies': { body: { items: [] } },
  'GET /v1/brake': { body: { holds: [] } },
});

export const emptyAnswers = (): Answers => ({
  'GET /v1/services': { body: { items: [] } },
  'GET /v1/problems': { body: { items: [] } },
  'GET /v1/incidents?open=true': { body: { items: [] } },
  'GET /v1/incidents?open=false': { body: { items: [] } },
  'GET /v1/history': { body: { items: [] } },
  'GET /v1/sources': { body: { items: [] } },
  'GET /v1/dependencies': { body: { items: [] } },
  'GET /v1/brake': { body: { holds: [] } },
});

/** A backend that takes its time. */
export const silence: Answer = { body: {}, after: new Promise(() => {}) };

/** The `fetch` that an `AutocuraClient` is lent; says 404 to what it has no answer for, and keeps what it was sent. */
export function fakeFetch(answers: Answers) {
  const sent: { request: string; body: unknown }[] = [];
  const fetch = async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, 'http://backend');
    const open = url.searchParams.get('open');
    const request = `${init.method ?? 'GET'} ${url.pathname}${open === null ? '' : `?open=${open}`}`;
    if (init.body) sent.push({ request, body: JSON.parse(String(init.body)) });
    const known = answers[request] ?? {
      status: 404,
      body: { error: { name: 'NotFoundError', message: `no answer to ${request}` } },
    };
    const { status = 200, body, after } = typeof known === 'function' ? known(url) : known;
    await after;
    return new Response(JSON.stringify(body), { status });
  };
  return { fetch, sent };
}
