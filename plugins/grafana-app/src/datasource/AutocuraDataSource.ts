import { AutocuraError } from '@autocura/common';
import {
  DataSourceApi,
  LoadingState,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { autocuraClient, troubleWords } from '../api';
import { currentWords } from '../texts';
import { annotationSupport } from './annotations';
import { checkHealth } from './checkHealth';
import { metricsSource } from './metricsSource';
import { kindOf, type Asked } from './queries';
import { defaultQuery, type AutocuraOptions, type AutocuraQuery } from './query';
import { sharedReads } from './sharedReads';
import { AutocuraVariables } from './variables';

type Shared = Omit<Asked, 'query'>;

/** Autocura's incidents, causes, health and history, asked for through the proxy of the app. */
export class AutocuraDataSource extends DataSourceApi<AutocuraQuery, AutocuraOptions> {
  override readonly annotations = annotationSupport;
  override readonly variables = new AutocuraVariables();
  private readonly options: AutocuraOptions;

  constructor(settings: DataSourceInstanceSettings<AutocuraOptions>) {
    super(settings);
    this.options = settings.jsonData;
  }

  override getDefaultQuery() {
    return defaultQuery;
  }

  /** A query that lacks what it is about is not asked: a panel whose variable is empty shows no data, and no error. */
  override filterQuery(query: AutocuraQuery): boolean {
    const kind = kindOf(query.queryType);
    return !query.hide && kind !== undefined && (kind.needs === undefined || Boolean(query[kind.needs]));
  }

  override getQueryDisplayText({ queryType, service, incident }: AutocuraQuery): string {
    const { texts } = currentWords();
    return [queryType && texts.queries[queryType], incident, service].filter(Boolean).join(' · ');
  }

  override interpolateVariablesInQueries(queries: AutocuraQuery[], scopedVars: ScopedVars): AutocuraQuery[] {
    return queries.map(query => interpolated(query, scopedVars));
  }

  override async query(request: DataQueryRequest<AutocuraQuery>): Promise<DataQueryResponse> {
    const metrics = metricsSource(this.options.metricsUid);
    const shared: Shared = {
      ...currentWords(),
      range: { from: request.range.from.valueOf(), to: request.range.to.valueOf() },
      reader: sharedReads(autocuraClient()),
      ...(metrics && { metrics }),
    };
    const queries = this.interpolateVariablesInQueries(request.targets, request.scopedVars);
    const answers = await Promise.all(
      queries.filter(query => this.filterQuery(query)).map(query => answer(query, shared)),
    );
    const errors = answers.flatMap(({ error }) => error ?? []);
    return {
      data: answers.flatMap(({ frames }) => frames),
      ...(errors.length > 0 ? { errors, state: LoadingState.Error } : { state: LoadingState.Done }),
    };
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(autocuraClient(), currentWords());
  }
}

/** One query that fails leaves the others of its panel their answers. */
async function answer(query: AutocuraQuery, shared: Shared) {
  try {
    return { frames: (await kindOf(query.queryType)?.frames({ ...shared, query })) ?? [] };
  } catch (error) {
    return { frames: [], error: errorOf(error, query, shared) };
  }
}

function errorOf(error: unknown, { refId }: AutocuraQuery, { words }: Shared): DataQueryError {
  if (!(error instanceof AutocuraError)) throw error;
  const { title, told } = troubleWords(words, error);
  return { refId, status: error.status, message: told ? `${title} ${told}` : title };
}

function interpolated(query: AutocuraQuery, scopedVars: ScopedVars): AutocuraQuery {
  const fill = (text: string) => getTemplateSrv().replace(text, scopedVars);
  const { service, incident, phase, action, failureMode } = query;
  const texts = { service, incident, phase, action, failureMode };
  return {
    ...query,
    ...Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text ? [[name, chosen(fill(text))]] : []))),
  };
}

/** What "All" becomes, where a variable has no value of its own for it, narrows nothing. */
const chosen = (text: string) => (['$__all', '.*'].includes(text) ? '' : text);
