import { z } from 'zod';
import type { Operation } from './operation';
import { operations } from './operations';

/** What goes in, for answers too: a client must not break when an answer gains a field. */
const jsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', reused: 'inline' }) as Record<string, unknown>;

/** The API's OpenAPI 3.1 document, made from the schemas that also check every request. */
export function openApi(version: string) {
  const schemas: Record<string, unknown> = {};
  const lift = (schema: z.ZodType) => {
    const { $schema: _, $defs, ...rest } = jsonSchema(schema);
    Object.assign(schemas, $defs as object | undefined);
    return JSON.parse(JSON.stringify(rest).replaceAll('#/$defs/', '#/components/schemas/')) as object;
  };

  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = `/v1${operation.path.replace(/:(\w+)/g, '{$1}')}`;
    const parameters = [
      ...parametersOf(operation.params, 'path', lift),
      ...parametersOf(operation.query, 'query', lift),
    ];
    (paths[path] ??= {})[operation.method] = {
      operationId,
      summary: operation.summary,
      'x-permission': operation.permission,
      ...(parameters.length > 0 && { parameters }),
      ...(operation.body && {
        requestBody: {
          // None at all is read as an empty one.
          required: !operation.body.safeParse({}).success,
          content: { 'application/json': { schema: lift(operation.body) } },
        },
      }),
      responses: {
        [operation.status]: {
          description: 'Done',
          content: { 'application/json': { schema: lift(operation.answer) } },
        },
        default: {
          description: 'Not done, and why',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    };
  }
  schemas.Error = {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['name', 'message'],
        properties: { name: { type: 'string' }, message: { type: 'string' } },
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Autocura', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/autocura' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: JSON.parse(JSON.stringify(schemas).replaceAll('#/$defs/', '#/components/schemas/')) as object,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function parametersOf(shape: z.ZodObject | undefined, place: 'path' | 'query', lift: (schema: z.ZodType) => object) {
  return Object.entries(shape?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: lift(schema as z.ZodType),
  }));
}
