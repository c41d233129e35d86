import type { QueryType } from '../query';
import { actions } from './actions';
import { bands } from './bands';
import { brakes } from './brakes';
import { diagnosis } from './diagnosis';
import { evidence } from './evidence';
import { evidenceSeries } from './evidenceSeries';
import { healthChanges } from './healthChanges';
import { hypotheses } from './hypotheses';
import { incidents } from './incidents';
import { measurements } from './measurements';
import { phases } from './phases';
import { predictions } from './predictions';
import { problems } from './problems';
import type { QueryKind } from './queryKind';
import { services } from './services';
import { sizings } from './sizings';
import { sources } from './sources';
import { timeline } from './timeline';
import { topology } from './topology';

export type { Asked, Narrowing, QueryKind, Reader } from './queryKind';

export const queryKinds: QueryKind[] = [
  ...[incidents, services, measurements, healthChanges, actions, predictions, bands, sizings, problems],
  ...[diagnosis, hypotheses, evidence, evidenceSeries, timeline, phases],
  ...[topology, sources, brakes],
];

const byId = new Map(queryKinds.map(kind => [kind.id, kind]));

/** Undefined for what a dashboard of another version asks for. */
export const kindOf = (id: QueryType | undefined): QueryKind | undefined => (id ? byId.get(id) : undefined);
