import type { LimitedKind, Page, Prediction, PredictionOutcome, Stored, TrackRecord } from '@autocura/common';
import { predictionOutcomes } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';
import { type PageRequest, readPage } from '../page';
import { ofServices, type Scope } from '../scope';

export interface PredictionFilter extends PageRequest {
  service?: string;
  /** Of services inside it. */
  scope?: Scope;
  /** Whether they are expected, or can still come. */
  open?: boolean;
}

interface Row {
  id: string;
  service: string;
  kind: LimitedKind;
  told_at: string;
  open: number;
  outcome: PredictionOutcome | null;
  prediction: string;
}

export async function projectPredictions(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    switch (event.type) {
      case 'prediction.told':
        await save(trx, event.data.prediction);
        break;
      case 'prediction.moved':
        await save(trx, { ...(await toldIn(trx, event)), ...event.data });
        break;
      case 'prediction.judged':
        await save(trx, { ...(await toldIn(trx, event)), ...event.data, judgedAt: event.at });
    }
  }
}

async function toldIn(trx: Knex.Transaction, { stream }: Stored): Promise<Prediction> {
  const id = stream.slice(stream.indexOf('/') + 1);
  const row = await trx<Row>('predictions').where({ id }).first();
  if (!row) throw new Error(`prediction ${id} was never told`);
  return parse<Prediction>(row.prediction);
}

async function save(trx: Knex.Transaction, prediction: Prediction) {
  const { id, service, kind, told, standing, outcome } = prediction;
  const row: Row = {
    ...{ id, service, kind, told_at: told.at },
    ...{
      open: standing || outcome === undefined ? 1 : 0,
      outcome: outcome ?? null,
      prediction: JSON.stringify(prediction),
    },
  };
  await trx('predictions').insert(row).onConflict('id').merge();
}

/** The last told first. */
export function listPredictions(knex: Knex, filter: PredictionFilter): Promise<Page<Prediction>> {
  const query = knex<Row>('predictions').select('id', 'told_at', 'prediction');
  const { service, open } = filter;
  if (service !== undefined) query.where({ service });
  if (open !== undefined) query.where('open', open ? 1 : 0);
  ofServices(knex, query, filter.scope, 'service');
  return readPage(
    query,
    { list: 'predictions', columns: ['told_at', 'id'], order: 'desc' },
    filter,
    ({ prediction }: Pick<Row, 'prediction'>) => parse<Prediction>(prediction),
  );
}

/** How predictions turned out, by service and kind; of one service, or of all. */
export async function readTrackRecord(knex: Knex, service?: string): Promise<TrackRecord[]> {
  const query = knex<Row>('predictions').groupBy('service', 'kind', 'outcome').orderBy(['service', 'kind']);
  if (service !== undefined) query.where({ service });
  const rows = await query.select<(Pick<Row, 'service' | 'kind' | 'outcome'> & { count: number | string })[]>(
    ...['service', 'kind', 'outcome'],
    knex.raw('count(*) as count'),
  );
  const records = new Map<string, TrackRecord>();
  for (const { service: of, kind, outcome, count } of rows) {
    const key = JSON.stringify([of, kind]);
    const record = records.get(key) ?? { service: of, kind, open: 0, outcomes: none() };
    records.set(key, record);
    if (outcome === null) record.open = Number(count);
    else record.outcomes[outcome] = Number(count);
  }
  return [...records.values()];
}

const none = () => Object.fromEntries(predictionOutcomes.map(outcome => [outcome, 0])) as TrackRecord['outcomes'];
