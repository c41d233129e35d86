import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import { format, transports } from 'winston';
import type { LogEntry } from './logLine';
import { logLine } from './logLine';

const line = format(entry => {
  entry[Symbol.for('message')] = logLine(entry as LogEntry, new Date());
  return entry;
});

/** Our own log lines, with every secret of the configuration blotted out. */
export const rootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const logger = WinstonLogger.create({ format: line(), transports: [new transports.Console()] });
    const secrets = await createConfigSecretEnumerator({ logger });
    logger.addRedactions(secrets(config));
    config.subscribe?.(() => logger.addRedactions(secrets(config)));
    return logger;
  },
});
