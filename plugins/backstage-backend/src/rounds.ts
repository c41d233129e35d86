import type { LoggerService } from '@backstage/backend-plugin-api';

export interface RoundsOptions {
  /** Between the beginnings of two rounds, in milliseconds. */
  everyMs: number;
  logger: LoggerService;
  /** What is said of a round that failed. */
  failed: string;
}

/** What is done again and again and never twice at a time. A round that fails is told, and the next one comes anyway. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly round: () => Promise<void>,
    private readonly options: RoundsOptions,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.begin(), this.options.everyMs);
    this.begin();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private begin() {
    this.running ??= this.round()
      .catch((error: unknown) => this.options.logger.error(this.options.failed, asError(error)))
      .finally(() => {
        this.running = undefined;
      });
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
