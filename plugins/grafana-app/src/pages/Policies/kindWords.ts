import type { ReplayKind } from '@autocura/common';
import { t } from '@grafana/i18n';

/** What became of an episode, in words. */
export function kindWords(kind: ReplayKind): string {
  const words: Record<ReplayKind, string> = {
    done: t('replay.done', 'A step was taken'),
    proposed: t('replay.proposed', 'A step was proposed'),
    'held back': t('replay.heldBack', 'Held back'),
    observed: t('replay.observed', 'Only observed'),
    refused: t('replay.refused', 'Refused'),
    'no remedy': t('replay.noRemedy', 'No remedy'),
    nothing: t('replay.nothing', 'Over before anything was decided'),
    'cannot tell': t('replay.cannotTell', 'Nobody can tell'),
  };
  return words[kind] ?? kind;
}
