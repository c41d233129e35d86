import type { AskedSource, Brake, Dependency, ReplayQuery, ReplayReport } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError } from '@backstage/errors';
import type { StepUp } from '../access/stepUp';
import { readTest } from '../alertTests';
import { present } from '../present';
import { shadowReport } from '../shadow';
import type { Batch, Store } from '../store';
import { isEverything } from '../store/scope';
import type { Route } from './route';
import { ofAllTenants } from './visible';

export interface RunningRoutes {
  store: Store;
  /** Who was asked which alerts fire. */
  sources(): Promise<AskedSource[]>;
  /** What is outside and needed. */
  dependencies(): Promise<Dependency[]>;
  brake: {
    read(): Promise<Brake>;
    /** What goes `beside` it is written in one with it. */
    move(to: 'pulled' | 'released', reason: string, actor: string, beside?: () => Promise<Batch[]>): Promise<Brake>;
  };
  replay(query: ReplayQuery): Promise<ReplayReport>;
  stepUp: StepUp;
}

/** The healer itself: what holds it, what it hears, and what it did or would have done. */
export function runningRoutes(route: Route, options: RunningRoutes): void {
  const { store, sources, dependencies, brake, replay, stepUp } = options;
  route(operations.readBrake, () => brake.read());
  route(operations.pullBrake, ({ body, actor, tenant }) => {
    ofAllTenants(tenant);
    return brake.move('pulled', body.reason, actor);
  });
  route(operations.releaseBrake, ({ body: { reason, code }, actor, signIn, tenant }) => {
    ofAllTenants(tenant);
    const doing = { actor, signIn: signIn(), code };
    return brake.move('released', reason, actor, () => stepUp.demand('brake-release', doing, 'releasing the brake'));
  });
  route(operations.listSources, async () => ({ items: await sources() }));
  route(operations.listDependencies, async () => ({ items: await dependencies() }));
  route(operations.readAlertTest, ({ params: { id } }) => readTest(store, id));
  route(operations.readRights, async ({ actor, granted }) => ({ actor, permissions: await granted() }));
  route(operations.replay, async ({ body, reads }) => {
    // Its counts are of everything.
    if (!isEverything(await reads())) throw new NotAllowedError('A replay is for those who may see every service');
    return replay(present(body));
  });
  route(operations.shadow, ({ query, scope }) => shadowReport(store, query, { scope }));
}
