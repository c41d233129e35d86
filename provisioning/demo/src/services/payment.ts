import type { Behaviour, Frame } from '../service/frame';
import { Journal } from '../service/journal';

/** Charges through the partner that the flag names, and keeps a journal of it on disk. */
export const payment = (frame: Frame): Behaviour => {
  const journal = new Journal(frame.config.scratch);
  return {
    routes: {
      'POST /charges': async ({ body, call, traceId }) => {
        const partner = frame.settings.flags['payment.partner'] ?? 'primary';
        await journal.write(`${JSON.stringify({ order: body.order, partner, trace_id: traceId })}\n`);
        return call('bank', { method: 'POST', path: '/authorizations', body, place: partner });
      },
    },
  };
};
