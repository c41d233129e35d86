import { setTimeout as pause } from 'node:timers/promises';
import { listening, until } from '../testSupport/quick';
import { DatabaseTime } from './databaseTime';
import { describeEachDatabase } from './testDatabases';

const hours = 3_600_000;

describeEachDatabase('the time of the database', open => {
  const real = Date.now;
  afterEach(() => {
    Date.now = real;
  });

  test.each([
    [2, 'ahead of'],
    [-2, 'behind'],
  ])('R10 counts where the clock of the host is %d hours off, and that is said', async (off, way) => {
    const { knex } = await open();
    Date.now = () => real() + off * hours;
    const logger = listening();
    const time = await DatabaseTime.of(knex, { logger });
    expect(Math.abs(time.now().getTime() - real())).toBeLessThan(hours / 60);
    expect(logger.heard).toEqual([
      { level: 'warn', message: `The clock here is 7200 s ${way} the database's, whose time counts` },
    ]);
  });

  test('agrees with a host whose clock is right, and says nothing', async () => {
    const { knex } = await open();
    const logger = listening();
    const time = await DatabaseTime.of(knex, { logger });
    expect(Math.abs(time.now().getTime() - real())).toBeLessThan(1_000);
    expect(logger.heard).toEqual([]);
  });

  test('goes on while the database is away, and tells that', async () => {
    const { knex } = await open();
    const logger = listening();
    const time = await DatabaseTime.of(knex, { logger, everyMs: 20 });
    const before = time.now().getTime();
    await knex.destroy();
    time.start();
    await until('the failure to be told', () => logger.heard.some(({ level }) => level === 'error'));
    await time.stop();
    await pause(5);
    expect(time.now().getTime()).toBeGreaterThan(before);
  });
});
