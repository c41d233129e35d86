import { type ShadowedEpisode, type WouldBeMark, agreementTones } from '@autocura/common';
import { Stack, Text, TextLink } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { Framed } from '../../parts/Framed';
import { Mark } from '../../parts/Mark';
import { MarkIt } from '../../parts/MarkIt';
import { Moment } from '../../parts/Moment';
import { PersonActs } from '../../parts/PersonActs';
import { PlainList } from '../../parts/PlainList';
import { useFirst } from '../../parts/useFirst';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

interface Marking {
  pending: boolean;
  not: string | undefined;
  mark: (id: string, digest: string, mark: WouldBeMark['mark']) => void;
}

/** A card for each episode, the newest first. */
export function Episodes({ episodes, ...marking }: Marking & { episodes: ShadowedEpisode[] }) {
  const { shown, others } = useFirst(episodes, 20);
  return (
    <>
      <PlainList>
        {shown.map(episode => (
          <Episode key={`${episode.incidentId} ${episode.episode}`} episode={episode} {...marking} />
        ))}
      </PlainList>
      {others}
    </>
  );
}

function Episode({ episode, pending, not, mark }: Marking & { episode: ShadowedEpisode }) {
  const { labels, agreements, failureModes } = useWords();
  const { incidentId, title, openedAt, cause, would, people, agreement } = episode;
  const isOurs = agreement === 'only autocura' || agreement === 'differs';
  return (
    <Framed>
      <Stack direction="column" gap={1.5}>
        <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
          <TextLink href={paths.incident(incidentId)} inline={false}>
            {title}
          </TextLink>
          <Text variant="bodySmall" color="secondary">
            <Moment iso={openedAt} as="clock" />
          </Text>
        </Stack>
        <Stack alignItems="center" wrap="wrap">
          <Mark tone={agreementTones[agreement]}>{agreements[agreement] ?? agreement}</Mark>
          <Saved minutes={episode.minutesSaved} />
        </Stack>
        {cause && (
          <Row label={labels.cause} at={cause.at}>
            {`${failureModes[cause.failureMode] ?? cause.title} (${cause.service})`}
          </Row>
        )}
        {would && (
          <Row label={labels.wouldDo} at={would.at}>
            {would.says}
          </Row>
        )}
        {people.length > 0 && <PersonActs acts={people} />}
        {would && isOurs && (
          <MarkIt given={would.mark} pending={pending} not={not} mark={said => mark(incidentId, would.digest, said)} />
        )}
      </Stack>
    </Framed>
  );
}

function Saved({ minutes }: { minutes: number | undefined }) {
  const { labels, language } = useWords();
  if (minutes === undefined) return null;
  const amount = new Intl.NumberFormat(language).format(Math.abs(minutes));
  return (
    <Text variant="bodySmall" color="secondary">
      {amount} {minutes < 0 ? labels.minutesLater : labels.minutesEarlier}
    </Text>
  );
}

function Row({ label, at, children }: { label: string; at: string; children: NonNullable<ReactNode> }) {
  return (
    <Stack direction="column" gap={0.25}>
      <Text variant="bodySmall" color="secondary">
        {label} · <Moment iso={at} as="clock" />
      </Text>
      <Text>{children}</Text>
    </Stack>
  );
}
