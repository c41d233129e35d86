import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, Frame } from '../service/frame';

const pauseMs = 200;
const batch = 5;

/** Confirms paid orders from a queue that is a table. */
export const worker = (frame: Frame): Behaviour => {
  let oldestS = 0;
  frame.metrics.gauge('queue_oldest_message_age_seconds', 'Age of the oldest message in the queue.', () => oldestS);
  const processed = frame.metrics.counter('queue_processed_total', 'Messages that were processed.');

  const confirm = async () => {
    const waiting = await frame.database.query<{ id: string }>('select id from messages order by id limit $1', [batch]);
    for (const { id } of waiting) {
      await frame.workers.run(() => sleep(frame.plan.workMs));
      await frame.database.query(
        `with done as (delete from messages where id = $1 returning order_id)
         update orders set status = 'confirmed' from done where orders.id = done.order_id`,
        [id],
      );
      processed.inc();
    }
    return waiting.length;
  };

  const work = async () => {
    for (;;) {
      const done = await confirm().catch((error: Error) => {
        frame.log.error(error.message);
        return 0;
      });
      if (done < batch) await sleep(pauseMs);
    }
  };

  const look = async () => {
    const [row] = await frame.database.query<{ age: number }>(
      'select coalesce(extract(epoch from now() - min(created_at)), 0)::float as age from messages',
    );
    oldestS = row?.age ?? 0;
  };

  return {
    background: () => {
      void work();
      setInterval(() => void look().catch((error: Error) => frame.log.error(error.message)), 1000);
    },
  };
};
