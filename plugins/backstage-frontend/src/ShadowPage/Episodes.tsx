import { type ShadowedEpisode, type WouldBeMark, agreementTones } from '@autocura/common';
import { Card, CardBody, Flex, Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Mark } from '../parts/Mark';
import { MarkIt } from '../parts/MarkIt';
import { Moment } from '../parts/Moment';
import { PersonActs } from '../parts/PersonActs';
import { useFirst } from '../parts/useFirst';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

interface Marking {
  pending: boolean;
  mark: (id: string, digest: string, mark: WouldBeMark['mark']) => void;
}

/** A card for each episode, the newest first. */
export function Episodes({ episodes, ...marking }: Marking & { episodes: ShadowedEpisode[] }) {
  const { shown, others } = useFirst(episodes);
  return (
    <Flex direction="column" gap="3">
      {shown.map(episode => (
        <Episode key={`${episode.incidentId} ${episode.episode}`} episode={episode} {...marking} />
      ))}
      {others}
    </Flex>
  );
}

function Episode({ episode, pending, mark }: Marking & { episode: ShadowedEpisode }) {
  const words = useWords();
  const paths = usePaths();
  const { labels } = words;
  const { incidentId, title, openedAt, cause, would, people, agreement } = episode;
  const isOurs = agreement === 'only autocura' || agreement === 'differs';
  return (
    <Card>
      <CardBody>
        <Flex direction="column" gap="3">
          <Flex justify="between" align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <Link href={paths.incident(incidentId)}>{title}</Link>
            <Text variant="body-small" color="secondary">
              <Moment iso={openedAt} as="clock" />
            </Text>
          </Flex>
          <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <Mark tone={agreementTones[agreement]}>{words.agreements[agreement]}</Mark>
            <Saved minutes={episode.minutesSaved} />
          </Flex>
          {cause && (
            <Row label={labels.cause} at={cause.at}>
              {`${words.failureModes[cause.failureMode] ?? cause.title} (${cause.service})`}
            </Row>
          )}
          {would && (
            <Row label={labels.wouldDo} at={would.at}>
              {would.says}
            </Row>
          )}
          {people.length > 0 && <PersonActs acts={people} />}
          {would && isOurs && (
            <MarkIt given={would.mark} pending={pending} mark={said => mark(incidentId, would.digest, said)} />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}

function Saved({ minutes }: { minutes: number | undefined }) {
  const { labels, language } = useWords();
  if (minutes === undefined) return null;
  const amount = new Intl.NumberFormat(language).format(Math.abs(minutes));
  return (
    <Text variant="body-small" color="secondary">
      {amount} {minutes < 0 ? labels.minutesLater : labels.minutesEarlier}
    </Text>
  );
}

function Row({ label, at, children }: { label: string; at: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="1">
      <Text variant="body-small" color="secondary">
        {label} · <Moment iso={at} as="clock" />
      </Text>
      <Text style={{ overflowWrap: 'anywhere' }}>{children}</Text>
    </Flex>
  );
}
