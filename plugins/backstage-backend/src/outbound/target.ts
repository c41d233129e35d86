import type { Dependency, DependencyKind, DependencyState } from '@autocura/common';
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  noop,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { type Answer, isOverloaded, readAnswer } from './answer';
import { NoAnswerError } from './noAnswer';

export interface TargetOptions {
  /** What people call it, such as `Prometheus`. */
  name: string;
  kind: DependencyKind;
  /** For each call with its second try, in milliseconds; 2 s unless told. `own`: what is called bounds itself. */
  timeoutMs?: number | 'own';
  /** Calls at the same time, at most; four unless told. */
  atOnce?: number;
  /** Calls that wait for their turn, at most; a thousand unless told. */
  waiting?: number;
  /** So many calls in a row that fail, and it is left alone; five unless told. */
  failures?: number;
  /** For so long, in milliseconds; then one call tries it. 5 s unless told. */
  restMs?: number;
  /** Errors by which it answers: it is well. */
  isAnswer?(error: unknown): boolean;
  fetch?: typeof fetch;
}

export interface Asked extends Omit<RequestInit, 'signal'> {
  /** It changes nothing: where it failed before its time was over it is sent once more. */
  again?: boolean;
  /** Bytes of the answer, at most; 16 MiB unless told. */
  longest?: number;
}

/** Something outside that is called: never for longer, more often or more at once than it should be. */
export class Target {
  /** For each call, in milliseconds. */
  readonly timeoutMs: number | 'own';
  private readonly policy;
  private told: Dependency;

  constructor(private readonly options: TargetOptions) {
    const { name, kind, timeoutMs = 2_000, atOnce = 4, waiting = 1_000, failures = 5, restMs = 5_000 } = options;
    this.timeoutMs = timeoutMs;
    this.told = { name, kind, state: 'unknown', since: new Date().toISOString() };
    const fails = handleWhen(error => !options.isAnswer?.(error)).orWhenResult(isOverloaded);
    const breaker = circuitBreaker(fails, { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) });
    breaker.onBreak(() => this.become('away', this.told.reason));
    const bound = timeoutMs === 'own' ? noop : timeout(timeoutMs, TimeoutStrategy.Aggressive);
    this.policy = wrap(bulkhead(atOnce, waiting), breaker, bound);
  }

  /** How it was when it was last called. */
  state(): Dependency {
    return this.told;
  }

  /** One request and its whole answer, whatever its status. Redirects are not followed. Throws NoAnswerError. */
  fetch(url: string | URL, { again = false, longest = 16 * 2 ** 20, ...init }: Asked = {}): Promise<Answer> {
    const once = async (signal: AbortSignal) => {
      try {
        const response = await (this.options.fetch ?? fetch)(url, { redirect: 'error', ...init, signal });
        return await readAnswer(response, longest);
      } catch (error) {
        throw new NoAnswerError('unreachable', this.options.name, `cannot be reached (${deepest(error)})`, error);
      }
    };
    return this.run(signal => (again ? twice.execute(() => once(signal), signal) : once(signal)));
  }

  /**
   * Whatever has to be bounded. It is given up when it takes too long, and should heed the signal. Throws
   * NoAnswerError where it took too long or was not begun, and else what it throws itself.
   */
  async run<T>(doing: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await this.policy.execute(async ({ signal }) => {
        try {
          const done = await doing(signal);
          if (isOverloaded(done)) this.become('failing', `answered ${done.status}`);
          else this.become('up');
          return done;
        } catch (error) {
          if (this.options.isAnswer?.(error)) this.become('up');
          else this.become('failing', signal.aborted ? this.late() : says(error));
          throw error;
        }
      });
    } catch (error) {
      const noAnswer = (how: NoAnswerError['how'], why: string) =>
        new NoAnswerError(how, this.options.name, why, error);
      if (error instanceof TaskCancelledError) throw noAnswer('late', this.late());
      if (error instanceof BrokenCircuitError)
        throw noAnswer('resting', 'is left alone for a while: it failed too often');
      if (error instanceof BulkheadRejectedError) throw noAnswer('crowded', 'is not asked: too much waits for it');
      throw error;
    }
  }

  private late() {
    return `did not answer within ${this.timeoutMs} ms`;
  }

  private become(state: DependencyState, reason?: string) {
    const since = state === this.told.state ? this.told.since : new Date().toISOString();
    const { name, kind } = this.options;
    this.told = { name, kind, state, since, ...(reason !== undefined && { reason }) };
  }
}

/** How a client is told of its door. */
export interface Through {
  /** Shared by all who ask the same one; one of its own unless told. */
  target?: Target | undefined;
  /** Of its own door, in milliseconds. */
  timeoutMs?: number | undefined;
}

export const through = (name: string, kind: DependencyKind, { target, timeoutMs }: Through): Target =>
  target ?? new Target({ name, kind, ...(timeoutMs !== undefined && { timeoutMs }) });

const twice = retry(handleAll.orWhenResult(isOverloaded), {
  maxAttempts: 1,
  backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 300 }),
});

const says = (error: unknown) => (error instanceof NoAnswerError ? error.says : deepest(error));

/** What `fetch` says itself is only that it failed. */
function deepest(error: unknown): string {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  if (cause) return deepest(cause);
  return typeof code === 'string' ? code : typeof message === 'string' ? message : String(error);
}
