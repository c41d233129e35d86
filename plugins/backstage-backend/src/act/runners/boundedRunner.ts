import { NoAnswerError, type Target } from '../../outbound';
import { ActionFailedError, type Runner } from './runner';

/** Whoever acts, behind one door: when it fails again and again it is left alone for a while, and nothing is sent. */
export function boundedRunner(runner: Runner, target: Target): Runner {
  const through = async <T>(doing: () => Promise<T>): Promise<T> => {
    try {
      return await target.run(doing);
    } catch (error) {
      if (error instanceof NoAnswerError) throw new ActionFailedError('before', error.message, { cause: error });
      throw error;
    }
  };
  const { preview, fence } = runner;
  return {
    state: (...asked) => through(() => runner.state(...asked)),
    run: (...asked) => through(() => runner.run(...asked)),
    ...(preview && { preview: (...asked) => through(() => preview.apply(runner, asked)) }),
    ...(fence && { fence: leave => through(() => fence.call(runner, leave)) }),
  };
}

/** What it refuses it has answered. How long each call may take is for the runner to say: what is done takes its time. */
export const actorDoor = (name: string) => ({
  name,
  kind: 'acting' as const,
  timeoutMs: 'own' as const,
  isAnswer: (error: unknown) => error instanceof ActionFailedError && error.when === 'refused',
});
