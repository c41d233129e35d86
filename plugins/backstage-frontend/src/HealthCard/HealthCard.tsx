import { healthTones, serviceAnnotation, type ServiceCard, serviceOfEntity } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { EntityInfoCard, MissingAnnotationEmptyState, useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { isAutocuraAvailable } from '../entity/isAutocuraAvailable';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { usePaths } from '../paths';
import { useAction } from '../polling/useAction';
import { type Polled, usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { Foresight } from './Foresight';
import { LastHealing } from './LastHealing';
import { OpenIncidents } from './OpenIncidents';

/** How the service of an entity is, why, and what is done about it. `readOnly` leaves out what decides. */
export function HealthCard({ readOnly = false }: { readOnly?: boolean }) {
  const { entity } = useEntity();
  if (!isAutocuraAvailable(entity)) return <MissingAnnotationEmptyState annotation={serviceAnnotation} />;
  return <OfService service={serviceOfEntity(entity).service} readOnly={readOnly} />;
}

function OfService({ service, readOnly }: { service: string; readOnly: boolean }) {
  const client = useApi(autocuraApiRef);
  const { labels, health } = useWords();
  const [card, refresh] = usePolled(useCallback(() => client.card(service), [client, service]));
  const { pending, refused, act } = useAction(refresh);
  const known = card.state === 'known' ? card.value : undefined;
  return (
    <EntityInfoCard
      title={labels.healthTitle}
      headerActions={known && <StateMark card={known} stale={card.state === 'known' && card.stale} words={health} />}
    >
      <Flex direction="column" gap="4">
        <NotKnown card={card} />
        <Stale of={card} />
        {refused && <Alert status="danger" icon title={labels.refused} description={refused} />}
        {known && (
          <>
            <Reasons card={known} />
            <Foresight card={known} />
            <OpenIncidents
              card={known}
              pending={pending}
              {...(!readOnly && {
                decide: {
                  approve: (id, digest, code) => void act(() => client.approve(id, digest, code)),
                  reject: (id, digest) => void act(() => client.reject(id, digest)),
                },
              })}
            />
            <LastHealing row={known.lastHealing} />
            <Links card={known} />
          </>
        )}
      </Flex>
    </EntityInfoCard>
  );
}

function NotKnown({ card }: { card: Polled<ServiceCard> }) {
  const { labels } = useWords();
  if (card.state === 'loading') return <Loading height={160} />;
  if (card.state === 'failed') return <Trouble error={card.error} missing={labels.serviceUnknown} />;
  return null;
}

const StateMark = (of: { card: ServiceCard; stale: boolean; words: Record<string, string> }) => {
  const { state } = of.card.health;
  return <Mark tone={of.stale ? 'neutral' : healthTones[state]}>{of.words[state] ?? state}</Mark>;
};

const mostReasons = 3;

function Reasons({ card: { service, health } }: { card: ServiceCard }) {
  const { labels } = useWords();
  const paths = usePaths();
  const { reasons, dataAt, since } = health;
  return (
    <Flex direction="column" gap="1">
      {reasons.slice(0, mostReasons).map(({ says }) => (
        <Text key={says} style={{ overflowWrap: 'anywhere' }}>
          {says}
        </Text>
      ))}
      {reasons.length > mostReasons && (
        <Link href={paths.service(service)}>{`${labels.showAll} (${reasons.length})`}</Link>
      )}
      <Text variant="body-small" color="secondary">
        {dataAt === undefined ? (
          labels.neverMeasured
        ) : (
          <>
            {labels.since} <Moment iso={since} as="clock" /> · {labels.dataAt} <Moment iso={dataAt} />
          </>
        )}
      </Text>
    </Flex>
  );
}

/** Where else one reads about the service, and how it was found. */
function Links({ card: { links, catalog, catalogUnavailable } }: { card: ServiceCard }) {
  const { labels } = useWords();
  if (links.length === 0 && catalog === undefined && catalogUnavailable === undefined) return null;
  return (
    <Flex direction="column" gap="1">
      {links.length > 0 && (
        <Flex gap="3" style={{ flexWrap: 'wrap' }}>
          {links.map(({ url, title }) => (
            <Link key={url} href={url} target="_blank" rel="noopener noreferrer">
              {title}
            </Link>
          ))}
        </Flex>
      )}
      {catalog && (
        <Text variant="body-x-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
          {labels.mappedBy} {catalog.mappedBy}
        </Text>
      )}
      {catalogUnavailable !== undefined && <Alert status="warning" icon title={catalogUnavailable} />}
    </Flex>
  );
}
