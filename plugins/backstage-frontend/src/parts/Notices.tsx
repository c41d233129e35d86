import { type AskedSource, type AutocuraError, awayOf, type Dependency, type Problem } from '@autocura/common';
import { Alert, Box, Card, CardBody, Container, Flex, Link, Skeleton, Text } from '@backstage/ui';
import { Fragment } from 'react';
import type { Polled } from '../polling/usePolled';
import { usePaths } from '../paths';
import { useWords } from '../useWords';
import { Moment } from './Moment';

/** What stands where content will be. */
export function Loading({ height = 96 }: { height?: number }) {
  const { labels } = useWords();
  return (
    <div role="status" aria-label={labels.loading}>
      <Skeleton width="100%" height={height} />
    </div>
  );
}

/** Nothing there yet, and what brings something. */
export function Empty({ title, hint }: { title: string; hint: string }) {
  return (
    <Card>
      <CardBody>
        <Flex direction="column" gap="1">
          <Text weight="bold">{title}</Text>
          <Text color="secondary" style={{ overflowWrap: 'anywhere' }}>
            {hint}
          </Text>
        </Flex>
      </CardBody>
    </Card>
  );
}

export function Trouble({ error, missing }: { error: AutocuraError; missing?: string }) {
  const { labels } = useWords();
  if (error.status === 404) return <Alert status="info" icon title={missing ?? labels.notFound} />;
  if (error.status === 403)
    return <Alert status="warning" icon title={labels.notAllowed} description={error.message} />;
  if (error.status === 401)
    return <Alert status="warning" icon title={labels.notSignedIn} description={error.message} />;
  if (error.status === 429) return <Alert status="warning" icon title={labels.tooMany} />;
  const away = error.status === 0 || (error.status >= 502 && error.status <= 504);
  return <Alert status="danger" icon title={away ? labels.unreachable : labels.troubled} description={error.message} />;
}

/** Shown above content that is from before. */
export function Stale({ of }: { of: Polled<unknown> }) {
  const { labels } = useWords();
  if (of.state !== 'known' || !of.stale) return null;
  const title = (
    <>
      {labels.stale} <Moment iso={of.answeredAt} as="clock" />
    </>
  );
  return <Alert status="warning" icon title={title} />;
}

/** Shown while somebody who knows which alerts fire does not answer. */
export function Unheard({ sources }: { sources: AskedSource[] }) {
  const { labels } = useWords();
  const problems = sources.flatMap(({ problem }) => problem ?? []);
  if (problems.length === 0) return null;
  return <Alert status="warning" icon title={labels.unheard} description={problems.join('; ')} />;
}

/** Shown while something that Autocura needs cannot be had: what, and what goes on without it. */
export function Degraded({ dependencies }: { dependencies: Dependency[] }) {
  const { labels, without } = useWords();
  const away = awayOf(dependencies);
  if (away.length === 0) return null;
  const said = away.map(({ name, kind, reason }) => (
    <div key={name}>
      {name}
      {reason && ` (${reason})`}: {without[kind]}
    </div>
  ));
  return <Alert status="warning" icon title={labels.degraded} description={said} />;
}

/** How many causes are healed and not mended, and where; those of which somebody has taken note are on their pages. */
export function Unmended({ problems }: { problems: Problem[] }) {
  const words = useWords();
  const paths = usePaths();
  const open = problems.filter(({ acknowledged }) => !acknowledged);
  if (open.length === 0) return null;
  const where = open.map(({ service, failureMode, heals }, index) => (
    <Fragment key={`${service} ${failureMode}`}>
      {index > 0 && '; '}
      <Link href={paths.service(service)}>{service}</Link>: {words.failureModes[failureMode] ?? failureMode} ({heals})
    </Fragment>
  ));
  return <Alert status="warning" icon title={`${words.labels.unmended}: ${open.length}`} description={where} />;
}

/** The page of an address that leads nowhere. */
export function Missing() {
  const { labels } = useWords();
  const paths = usePaths();
  return (
    <Container>
      <Box py="6">
        <Flex direction="column" gap="2" align="start">
          <Text>{labels.notFound}</Text>
          <Link href={paths.overview}>{labels.back}</Link>
        </Flex>
      </Box>
    </Container>
  );
}
