import { serviceAnnotation, serviceOfEntity } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { MissingAnnotationEmptyState, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { isAutocuraAvailable } from '../entity/isAutocuraAvailable';
import { Loading } from '../parts/Notices';
import { usePolled } from '../polling/usePolled';
import { Healing } from './Healing';

/** The history of an entity's service in the catalog. Teaches what is missing where no service is known. */
export function HealingTab() {
  const { entity } = useEntity();
  const { service } = serviceOfEntity(entity);
  if (isAutocuraAvailable(entity)) return <OfService service={service} />;
  return <ByName service={service} />;
}

const OfService = ({ service }: { service: string }) => (
  <Healing
    service={service}
    heading={
      <Text as="h2" variant="title-x-small" weight="bold" style={{ margin: 0 }}>
        {service}
      </Text>
    }
  />
);

const everyMs = 60_000;

/** An entity without an annotation may still bear the name of a service. */
function ByName({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const [known] = usePolled(
    useCallback(() => client.service(service), [client, service]),
    everyMs,
  );
  if (known.state === 'loading') return <Loading height={240} />;
  if (known.state === 'failed' && known.error.status === 404)
    return <MissingAnnotationEmptyState annotation={serviceAnnotation} />;
  return <OfService service={service} />;
}
