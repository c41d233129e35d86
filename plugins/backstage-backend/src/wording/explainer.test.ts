import type { Incident } from '@autocura/common';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Explainer } from './explainer';

const incident = {
  id: 'i1',
  diagnosis: {
    at: '2026-01-01T00:00:00.000Z',
    looked: ['cart', 'bank'],
    hypotheses: [
      {
        id: 'cart/bad-release',
        service: 'cart',
        failureMode: 'bad-release',
        title: 'A release broke it',
        support: 7,
        standing: 'likely',
        because: [],
        remedies: [],
      },
    ],
    evidence: [],
  },
} as unknown as Incident;
const ours = [{ text: 'Likely cause: A release broke it (cart).', evidence: [] }];

/** OpenAI's chat completions, as far as they are asked here. */
class FakeModel {
  private readonly server: Server;
  readonly asked: { body: { messages: { content: string }[] }; token: string | undefined }[] = [];
  answer: (response: ServerResponse) => void = () => undefined;

  constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  start = () => new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));

  says(content: string) {
    this.answer = response => response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1/chat/completions`;
  }

  stop = () => {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  };

  private async take(request: IncomingMessage, response: ServerResponse) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.asked.push({ body: JSON.parse(body), token: request.headers.authorization });
    this.answer(response);
  }
}

let model: FakeModel;
const warnings: string[] = [];
const logger = { warn: (message: string) => void warnings.push(message) };
const token = 'a-secret-of-many-letters';
const explainer = () => new Explainer(logger, { url: model.url, model: 'small', token }, { timeoutMs: 500 });

beforeEach(async () => {
  model = new FakeModel();
  await model.start();
  warnings.length = 0;
});
afterEach(() => model.stop());

test('without a model it is in our own words, in the language asked for', async () => {
  expect(await new Explainer(logger).explain(incident, 'en')).toEqual({ sentences: ours, by: 'evidence' });
  const { sentences } = await new Explainer(logger).explain(incident, 'pt-BR');
  expect(sentences[0]?.text).toContain('Causa provável');
});

test('before a diagnosis there is nothing to explain', async () =>
  expect(await explainer().explain({ id: 'i1' } as Incident, 'en')).toEqual({ sentences: [], by: 'evidence' }));

test("in a model's words where each sentence is borne out, asked once", async () => {
  const text = 'Most likely a release broke cart.';
  model.says(
    JSON.stringify({
      sentences: [
        { text, of: [1] },
        { text: 'Restart bank now.', of: [1] },
      ],
    }),
  );
  const one = explainer();
  const both = await Promise.all([one.explain(incident, 'en'), one.explain(incident, 'en')]);
  expect(both[0]).toEqual({ sentences: [{ text, evidence: [] }], by: 'model', dropped: 1 });
  expect(both[1]).toEqual(both[0]);
  expect(model.asked).toHaveLength(1);
  expect(model.asked[0]?.token).toBe(`Bearer ${token}`);
  expect(model.asked[0]?.body.messages[1]?.content).toBe(`1. ${ours[0]?.text}`);
});

test.each<{ name: string; answer: (response: ServerResponse) => void; note: string }>([
  { name: 'fails', answer: response => response.writeHead(500).end(), note: 'HTTP 500' },
  { name: 'is silent', answer: () => undefined, note: 'did not answer' },
  { name: 'answers no JSON', answer: response => response.end('hello'), note: 'did not answer' },
])('a model that $name: our own words, with the reason, and the next is asked again', async ({ answer, note }) => {
  model.answer = answer;
  const one = explainer();
  expect(await one.explain(incident, 'en')).toEqual({
    sentences: ours,
    by: 'evidence',
    note: expect.stringContaining(note),
  });
  expect(warnings.join()).not.toContain(token);
  await one.explain(incident, 'en');
  expect(model.asked).toHaveLength(2);
});

test('nothing borne out: our own words', async () => {
  model.says(JSON.stringify({ sentences: [{ text: 'Restart bank 3 times.', of: [1] }] }));
  expect(await explainer().explain(incident, 'en')).toMatchObject({ sentences: ours, by: 'evidence' });
});
