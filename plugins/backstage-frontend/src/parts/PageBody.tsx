import { Container, Flex, Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { usePaths } from '../paths';
import { useWords } from '../useWords';
import { Legible } from './Legible';

/** The frame of every page; those below the overview lead back to it. */
export function PageBody({ back = false, children }: { back?: boolean; children: ReactNode }) {
  const { labels } = useWords();
  const paths = usePaths();
  return (
    <main>
      <Legible>
        <Container pt="2" pb="8">
          <Flex direction="column" gap="6">
            {back && (
              <div>
                <Link href={paths.overview}>← {labels.back}</Link>
              </div>
            )}
            {children}
          </Flex>
        </Container>
      </Legible>
    </main>
  );
}
