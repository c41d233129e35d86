import { Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { Healing } from '../Healing';
import { PageBody } from '../parts/PageBody';

/** One service, on a page of its own. */
export function ServicePage() {
  const { name = '' } = useParams();
  return (
    <PageBody back>
      <Healing
        service={name}
        heading={
          <Text as="h1" variant="title-small" weight="bold" style={{ margin: 0 }}>
            {name}
          </Text>
        }
      />
    </PageBody>
  );
}
