import { NoAnswerError, type Target } from '../../outbound';
import type { Channel, Sent } from './channel';

/** The channel behind its door: one that fails again and again is left alone for a while. */
export const boundedChannel = (channel: Channel, target: Target): Channel => ({
  async send(message, address, signal) {
    try {
      return await target.run(async own => {
        const sent = await channel.send(message, address, AbortSignal.any([signal, own]));
        if (sent.state === 'refused' && !sent.final && sent.retryAfterMs === undefined) throw new NotDelivered(sent);
        return sent;
      });
    } catch (error) {
      if (error instanceof NotDelivered) return error.sent;
      if (error instanceof NoAnswerError) return { state: 'refused', reason: error.message };
      throw error;
    }
  },
});

class NotDelivered extends Error {
  constructor(readonly sent: Sent & { state: 'refused' }) {
    super(sent.reason);
  }
}
