import type { DataSourceInstanceSettings, TypedVariableModel } from '@grafana/data';
import {
  setBackendSrv,
  setDataSourceSrv,
  setTemplateSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
  type TemplateSrv,
} from '@grafana/runtime';
import { from } from 'rxjs';

interface Said {
  status: number;
  body: unknown;
}

interface Options {
  /** What answers below `/v1`: the address of a backend, or a function of path and method. */
  api: string | ((path: string, method: string) => Said | Promise<Said>);
  /** Template variables, by name. */
  variables?: Record<string, string>;
  dataSources?: Array<Pick<DataSourceInstanceSettings, 'uid' | 'name' | 'type' | 'isDefault'>>;
}

const proxied = /^\/api\/plugin-proxy\/autocura-healing-app\/(?:viewer|responder|approver)(\/v1\/.*)$/;

/** What of Grafana data source and panels lean on: the way to the backend, template variables, other data sources. */
export function fakeRuntime({ api, variables = {}, dataSources = [] }: Options) {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    return from(answerOf(request));
  };
  const answerOf = async (request: BackendSrvRequest) => {
    const path = proxied.exec(request.url)?.[1];
    if (path === undefined) {
      throw new Error(`not for the proxy: ${request.url}`);
    }
    const { status, text, headers } = await asked(api, path, request);
    // As Grafana does: what is no success is thrown, with what came parsed.
    if (status >= 300) {
      throw { status, data: JSON.parse(text || '{}'), config: request };
    }
    return { status, data: text, headers };
  };
  const fill = (text = '') =>
    text.replace(/\$\{?(\w+)(?::\w+)?\}?/g, (whole, name: string) => variables[name] ?? whole);
  setBackendSrv({ fetch } as unknown as BackendSrv);
  setTemplateSrv({
    replace: fill,
    containsTemplate: (text = '') => text.includes('$'),
    getVariables: () => Object.keys(variables).map(name => ({ name }) as TypedVariableModel),
    updateTimeRange: () => undefined,
  } as TemplateSrv);
  setDataSourceSrv({
    getList: ({ type } = {}) => dataSources.filter(one => type === undefined || one.type === type),
  } as DataSourceSrv);
  return { requests };
}

async function asked(api: Options['api'], path: string, { method = 'GET', data, headers }: BackendSrvRequest) {
  if (typeof api === 'function') {
    const { status, body } = await api(path, method);
    return { status, text: JSON.stringify(body), headers: new Headers() };
  }
  const answer = await globalThis.fetch(`${api}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(data !== undefined && { body: JSON.stringify(data) }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
