import {
  DataSourceApi,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  createDataFrame,
} from '@grafana/data';
import { fakeBackendSrv } from './fakeBackendSrv';

interface PromQuery {
  refId: string;
  expr: string;
  instant?: boolean;
}

type Matrix = { metric: Record<string, string>; values?: [number, string][]; value?: [number, string] }[];

/** Stands for core's own Prometheus data source, over a Prometheus that is real. */
export class FakePrometheus extends DataSourceApi {
  private readonly url: string;

  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.url = settings.url ?? '';
  }

  override async query({ targets, range, intervalMs }: DataQueryRequest): Promise<DataQueryResponse> {
    const frames = await Promise.all(
      (targets as unknown as PromQuery[]).map(async ({ refId, expr, instant }) => {
        const span = { start: range.from.valueOf() / 1000, end: range.to.valueOf() / 1000 };
        const step = Math.max(1, Math.round(intervalMs / 1000));
        const answer = await fakeBackendSrv.get<{ data: { result: Matrix } }>(
          `${this.url}/api/v1/${instant ? 'query' : 'query_range'}`,
          instant ? { query: expr, time: span.end } : { query: expr, ...span, step },
        );
        return answer.data.result.map(series => frameOf(refId, series));
      }),
    );
    return { data: frames.flat() };
  }

  override async testDatasource() {
    await fakeBackendSrv.get(`${this.url}/api/v1/query`, { query: '1' });
    return { status: 'success', message: 'Successfully queried the Prometheus API.' };
  }
}

function frameOf(refId: string, { metric, values, value }: Matrix[number]): DataFrame {
  const points = values ?? (value ? [value] : []);
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: points.map(([seconds]) => seconds * 1000) },
      { name: 'Value', type: FieldType.number, labels: metric, values: points.map(([, text]) => Number(text)) },
    ],
  });
}
