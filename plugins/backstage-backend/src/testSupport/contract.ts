import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import addFormats from 'ajv-formats';
import Ajv from 'ajv/dist/2020';
import type { TestApi } from './testApi';

/** Checks by an OpenAPI document, the one that the server serves unless told; each gives what is wrong, nothing when nothing is. */
export async function readContract(api: TestApi, other?: object) {
  const document = other ?? (await api.ask({ method: 'get', path: '/openapi.json' })).body;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document as object, 'openapi');

  const check = (body: unknown, ...place: string[]): string[] => {
    const pointer = place.map(part => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = ajv.getSchema(`openapi#/${pointer}`);
    if (!validate) throw new Error(`The document has nothing at ${place.join(' / ')}`);
    return validate(body) ? [] : (validate.errors ?? []).map(one => `${one.instancePath} ${one.message}`);
  };
  const at = (id: OperationId) => [
    'paths',
    `/v1${operations[id].path.replace(/:(\w+)/g, '{$1}')}`,
    operations[id].method,
  ];
  const json = ['content', 'application/json', 'schema'];
  return {
    document: document as { paths: Record<string, Record<string, { operationId: string }>> },
    answer: (id: OperationId, status: number, body: unknown) =>
      check(body, ...at(id), 'responses', String(status), ...json),
    knows: (id: OperationId) => JSON.stringify(document).includes(`"operationId":"${id}"`),
    error: (body: unknown) => check(body, 'components', 'schemas', 'Error'),
    request: (id: OperationId, body: unknown) => check(body, ...at(id), 'requestBody', ...json),
  };
}

export type Contract = Awaited<ReturnType<typeof readContract>>;
