import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';

/** A titled part of a page that is reachable as a landmark. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} style={{ minWidth: 0 }}>
      <Flex direction="column" gap="3">
        <Text as="h2" variant="title-x-small" weight="bold" id={id}>
          {title}
        </Text>
        {children}
      </Flex>
    </section>
  );
}

/** The same in a card. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} style={{ minWidth: 0 }}>
      <Card>
        <CardHeader>
          <Flex justify="between" align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <Text as="h2" variant="title-x-small" weight="bold" id={id}>
              {title}
            </Text>
            {aside}
          </Flex>
        </CardHeader>
        <CardBody>{children}</CardBody>
      </Card>
    </section>
  );
}
