import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LogShipper } from './logShipper';

type Metadata = Parameters<LoggerService['info']>[1];

/** The same logger, whose lines are kept elsewhere as well. */
export function shippedLogger(
  logger: LoggerService,
  shipper: Pick<LogShipper, 'tell'>,
  about: Record<string, unknown> = {},
): LoggerService {
  const at = (level: 'error' | 'warn' | 'info' | 'debug') => (message: string, meta?: Metadata) => {
    logger[level](message, meta);
    const metadata = meta instanceof Error ? { ...about, error: meta } : { ...about, ...meta };
    // What is only of use while something is looked for stays here.
    if (level !== 'debug') shipper.tell({ level, message, metadata });
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: meta => shippedLogger(logger.child(meta), shipper, { ...about, ...meta }),
  };
}
