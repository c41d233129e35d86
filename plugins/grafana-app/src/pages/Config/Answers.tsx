import { person } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { autocuraClient, usePolled } from '../../api';
import { Answer } from '../../parts/Notices';
import { Section } from '../../parts/Section';
import { plain } from '../../plain';

const load = () => autocuraClient().rights();

/** Whether the backend answers, as whom it takes the one who looks, and what it lets them do. */
export function Answers() {
  const [rights] = usePolled(load, 10_000);
  return (
    <Section title={t('config.answers', 'Who you are there')} framed>
      <Answer of={rights}>
        {({ actor, permissions }) => (
          <Stack direction="column" gap={0.5}>
            <Text>
              {t('config.knownAs', 'The backend answers. It knows you as {{actor}}.', {
                ...plain,
                actor: person(actor),
              })}
            </Text>
            <Text variant="bodySmall" color="secondary">
              {permissions.join(', ')}
            </Text>
          </Stack>
        )}
      </Answer>
    </Section>
  );
}
