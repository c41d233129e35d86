import { matcherText, person, type Silence, silenceOrigin, type SilenceState, silenceTones } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { AskDialog } from '../../parts/AskDialog';
import { Framed } from '../../parts/Framed';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { useWords } from '../../useWords';

/** About which alerts somebody asks for quiet, why, for how long, and the way to end it. */
export function OneSilence({
  silence,
  state,
  pending,
  not,
  end,
}: {
  silence: Silence;
  state: SilenceState;
  pending: boolean;
  not: string | undefined;
  end: (note?: string) => void;
}) {
  const {
    screens: { silences: words },
  } = useWords();
  const { matchers, reason, by, from, to, origin } = silence;
  const origins = silenceOrigin(silence);
  return (
    <Framed>
      <Stack justifyContent="space-between" alignItems="flex-start" wrap="wrap" gap={2}>
        <Stack direction="column" gap={0.5}>
          <Stack alignItems="center" wrap="wrap">
            <Mark tone={silenceTones[state]}>{words.states[state]}</Mark>
            <Text variant="code">{matchers.length > 0 ? matchers.map(matcherText).join(', ') : words.everything}</Text>
          </Stack>
          <Text>{reason}</Text>
          <Text variant="bodySmall" color="secondary">
            <Moment iso={from} as="clock" /> – <Moment iso={to} as="clock" /> ·{' '}
            {origins === 'window' ? words.origins.window : person(by)}
            {origins === 'elsewhere' && ` · ${words.origins.elsewhere} ${hostOf(origin)}`}
          </Text>
          {origins === 'window' && (
            <Text variant="bodySmall" color="secondary">
              {words.inFile}
            </Text>
          )}
        </Stack>
        {origins !== 'window' && (
          <AskDialog
            ask={words.end}
            says={words.endSays}
            label={t('note.optional', 'Note (may be left out)')}
            optional
            size="sm"
            pending={pending}
            not={not}
            give={note => end(note || undefined)}
          />
        )}
      </Stack>
    </Framed>
  );
}

const hostOf = (address = '') => /^https?:\/\/([^/]+)/.exec(address)?.[1] ?? address;
