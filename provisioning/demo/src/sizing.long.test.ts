import type { SizingProposal } from '@autocura/common';
import { join } from 'node:path';
import type { Fault } from './fault';
import { cannotAlert, type HealingShop, startHealingShop } from './testHealing';
import { until } from './wait';

const service = 'cart';
const tooMany = 4;
const config = join(__dirname, '../app-config.sizing.yaml');

/** Somebody once needed more, and nobody went back. */
const grown: Fault = {
  ...{ id: 'grown', kind: 'herring', weight: 1 },
  inject: shop => shop.scale(service, tooMany),
  clear: shop => shop.scale(service, 1),
  truth: { services: [], modes: [], remedies: [], mayTouch: [] },
};

const missing = cannotAlert();
if (missing !== undefined) process.stderr.write(`sizing is not tested here: ${missing}\n`);
const describeWhereAlertsFire = missing === undefined ? describe : describe.skip;
jest.setTimeout(25 * 60_000);

describeWhereAlertsFire('a service with more replicas than it uses', () => {
  let healing: HealingShop;
  beforeAll(async () => {
    healing = await startHealingShop(58, 'better-sqlite3', { configs: [config], faults: [grown] });
  }, 600_000);
  afterAll(() => healing.stop());

  it('gets fewer on somebody’s word, by an action with its way back, and what came of it is measured', async () => {
    const { shop, client, done, story, wellFor } = healing;
    const found = async (state: SizingProposal['state']) =>
      (await client.sizings({ service, state })).items.find(({ kind }) => kind === 'replicas');
    await wellFor(8, 120_000);
    await shop.inject(grown.id);
    const proposal = await until(
      'fewer to be proposed',
      async () => {
        const open = await found('open');
        return open?.from === tooMany && open;
      },
      10 * 60_000,
      1000,
    );
    expect(proposal).toMatchObject({ from: tooMany, to: 2, saves: 2, step: { action: 'scale' } });

    const { incidentId = '' } = await client.acceptSizing(proposal.id);
    const measured = await until('what came of it', () => found('measured'), 6 * 60_000, 1000);
    expect(measured).toMatchObject({
      ...{ id: proposal.id, state: 'measured' },
      result: { outcome: 'healed', saved: 2, latencyBefore: expect.any(Number), latencyAfter: expect.any(Number) },
    });
    const { incident } = await story(incidentId);
    expect(incident).toMatchObject({
      ...{ began: 'sizing', phase: 'resolved' },
      attempts: [{ outcome: 'healed', undo: { action: 'scale', params: { service, replicas: tooMany } } }],
    });
    expect(done()).toEqual([expect.objectContaining({ action: 'scale', params: { service, replicas: 2 } })]);
    process.stderr.write(`p95 ${measured.result?.latencyBefore} s before, ${measured.result?.latencyAfter} s after\n`);
  });
});
