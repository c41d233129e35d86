import { type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, type Observable } from 'rxjs';

/** Grafana's own way to its server, without retries, queues and messages over the page. */
export class FakeBackendSrv {
  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return from(ask<T>(options));
  }
  async request<T>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }
  get = <T>(url: string, params?: BackendSrvRequest['params'], requestId?: string, options?: object) =>
    this.request<T>({ ...options, url, method: 'GET', ...(params && { params }), ...(requestId && { requestId }) });
  post = <T>(url: string, data?: unknown, options?: object) =>
    this.request<T>({ ...options, url, data, method: 'POST' });
  put = <T>(url: string, data?: unknown, options?: object) => this.request<T>({ ...options, url, data, method: 'PUT' });
  patch = <T>(url: string, data?: unknown, options?: object) =>
    this.request<T>({ ...options, url, data, method: 'PATCH' });
  delete = <T>(url: string, data?: unknown, options?: object) =>
    this.request<T>({ ...options, url, data, method: 'DELETE' });
}

async function ask<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { method = 'GET', headers = {}, data, params, abortSignal, responseType } = options;
  const url = `/${options.url.replace(/^\//, '')}${search(params)}`;
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json, text/plain, */*', 'x-grafana-org-id': '1', ...typed(data), ...headers },
    ...(data !== undefined && { body: typeof data === 'string' ? data : JSON.stringify(data) }),
    ...(abortSignal && { signal: abortSignal }),
  });
  const text = await response.text();
  const { status, statusText, ok, redirected, type } = response;
  const body = (responseType === 'text' ? text : parsed(text)) as T;
  if (!ok) throw { status, statusText, data: body, config: options };
  return { data: body, status, statusText, ok, redirected, type, url, headers: response.headers, config: options };
}

const typed = (data: unknown): Record<string, string> =>
  data === undefined ? {} : { 'content-type': 'application/json' };

function search(params: BackendSrvRequest['params']) {
  const given = Object.entries(params ?? {}).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const fakeBackendSrv = new FakeBackendSrv() as unknown as BackendSrv;
