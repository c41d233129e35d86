import { openApi } from '@autocura/common/schemas';
import { version } from '../../package.json';
import { breaksBetween, type Document, type Schema } from './breaks';
import { released } from './released';

const today = openApi(version) as unknown as Document;

test('whoever relies on the last release can rely on what is here', () => {
  expect(breaksBetween(released, today)).toEqual([]);
});

/** A document of one route that takes and answers these. */
const taking = (body: Schema, answer: Schema = {}, schemas: Record<string, Schema> = {}): Document => ({
  paths: {
    '/v1/a': {
      post: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
        requestBody: { content: { 'application/json': { schema: body } } },
        responses: { 200: { content: { 'application/json': { schema: answer } } } },
      },
    },
  },
  components: { schemas },
});
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  ...{ type: 'object', properties, required },
});
const [text, number] = [{ type: 'string' }, { type: 'number' }];
const kind = (name: string, more: Record<string, Schema> = {}) =>
  object({ type: { type: 'string', const: name }, ...more }, ['type']);

test.each<[name: string, before: Document, after: Document, breaks: string[]]>([
  ['a route', taking({}), { ...taking({}), paths: {} }, ['post /v1/a is gone']],
  ['a field of an answer', taking({}, object({ a: text })), taking({}, object({})), ['post /v1/a answers.a is gone']],
  [
    'that a field is always there',
    taking({}, object({ a: text }, ['a'])),
    taking({}, object({ a: text })),
    ['post /v1/a answers.a may be missing'],
  ],
  [
    'what a field is',
    taking({}, object({ a: text })),
    taking({}, object({ a: number })),
    ['post /v1/a answers.a is number instead of string'],
  ],
  ['a new input', taking(object({})), taking(object({ a: text }, ['a'])), ['post /v1/a takes.a has to be given']],
  ['an input that is gone', taking(object({ a: text })), taking(object({})), ['post /v1/a takes.a is gone']],
  [
    'a value that is taken no more',
    taking({ type: 'string', enum: ['a', 'b'] }),
    taking({ type: 'string', enum: ['a'] }),
    ['post /v1/a takes takes b no more'],
  ],
  [
    'a tighter limit',
    taking({ type: 'string', maxLength: 9 }),
    taking({ type: 'string', maxLength: 8 }),
    ['post /v1/a takes has another maxLength'],
  ],
  [
    'a kind of answer',
    taking({}, { anyOf: [kind('a', { x: text }), kind('b')] }),
    taking({}, { anyOf: [kind('a'), kind('b')] }),
    ['post /v1/a answers.x is gone'],
  ],
  [
    'what is deep in a schema that holds itself',
    taking({}, { $ref: '#/components/schemas/A' }, { A: object({ a: { $ref: '#/components/schemas/A' }, b: text }) }),
    taking({}, { $ref: '#/components/schemas/A' }, { A: object({ a: { $ref: '#/components/schemas/A' } }) }),
    ['post /v1/a answers.b is gone'],
  ],
])('%s is missed', (_, before, after, breaks) => {
  expect(breaksBetween(before, after)).toEqual(breaks);
});

test.each<[name: string, before: Document, after: Document]>([
  ['a field of an answer', taking({}, object({})), taking({}, object({ a: text }, ['a']))],
  ['an input that need not be given', taking(object({})), taking(object({ a: text }))],
  ['a value', taking({ type: 'string', enum: ['a'] }), taking({ type: 'string', enum: ['a', 'b'] })],
  ['room', taking({ type: 'string', maxLength: 8 }), taking({ type: 'string' })],
  ['a kind of answer', taking({}, { anyOf: [kind('a')] }), taking({}, { anyOf: [kind('b'), kind('a')] })],
])('%s may be added', (_, before, after) => {
  expect(breaksBetween(before, after)).toEqual([]);
});
