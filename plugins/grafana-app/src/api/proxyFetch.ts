import { getBackendSrv, isFetchError, type FetchResponse } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { pluginId } from '../pluginId';
import { proxyRoute } from './proxyRoute';
import { RememberedAnswers } from './rememberedAnswers';

const remembered = new RememberedAnswers();

/**
 * Asks the Autocura backend through Grafana's proxy for this app, which adds the token and who is signed in. Answers
 * that have not changed are not sent again. Rejects when no answer comes.
 */
export async function proxyFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET', body, signal } = init;
  const url = `/api/plugin-proxy/${pluginId}/${proxyRoute(method, path)}${path}`;
  const known = method === 'GET' ? remembered.get(url) : undefined;
  const headers = {
    ...Object.fromEntries(new Headers(init.headers)),
    ...(known && { 'If-None-Match': known.etag }),
  };
  const answer = await asked({
    ...{ url, method, headers, responseType: 'text' as const, showErrorAlert: false, hideFromInspector: true },
    ...(body != null && { data: JSON.parse(String(body)) }),
    ...(signal && { abortSignal: signal }),
  });
  if (answer.status === 304 && known) return new Response(known.text, { status: 200 });
  const etag = answer.headers?.get('etag');
  if (method === 'GET' && answer.status === 200 && etag) remembered.keep(url, { etag, text: answer.data });
  return new Response(answer.data, { status: answer.status });
}

type Asked = Pick<FetchResponse<string>, 'status' | 'data'> & { headers?: Headers };

/** Grafana throws what is not a success; a status is an answer all the same. */
async function asked(request: Parameters<ReturnType<typeof getBackendSrv>['fetch']>[0]): Promise<Asked> {
  try {
    return await lastValueFrom(getBackendSrv().fetch<string>(request));
  } catch (error) {
    if (!isFetchError(error) || !error.status) throw error;
    return { status: error.status, data: textOf(error.data) };
  }
}

const textOf = (data: unknown) => (typeof data === 'string' ? data : JSON.stringify(data ?? {}));
