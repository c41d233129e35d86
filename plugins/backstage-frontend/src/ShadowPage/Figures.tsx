import type { ShadowReport } from '@autocura/common';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import { useWords } from '../useWords';

/** The counts, a tile each. */
export function Figures({ report: { counts } }: { report: ShadowReport }) {
  const words = useWords();
  const { labels, language } = words;
  const { agreements, marks } = counts;
  const alone = agreements['only autocura'] + agreements.differs;
  const said = Object.entries(words.wouldBeMarks).map(
    ([mark, says]) => `${says.toLowerCase()} ${marks[mark as keyof typeof marks]}`,
  );
  const figures: { label: string; value: number; below?: string }[] = [
    { label: labels.causesNamed, value: counts.causes, below: `${labels.episodes}: ${counts.episodes}` },
    { label: labels.stepsNamed, value: counts.steps },
    { label: labels.agreed, value: agreements.agrees },
    { label: labels.minutesSaved, value: counts.minutesSaved },
    {
      label: labels.onlyOurs,
      value: alone,
      below: [...said, `${labels.notMarked.toLowerCase()} ${marks['not marked']}`].join(', '),
    },
  ];
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 180px), 1fr))',
        gap: 'var(--bui-space-3)',
      }}
    >
      {figures.map(({ label, value, below }) => (
        <Card key={label}>
          <CardBody>
            <Flex direction="column" gap="1">
              <Text variant="body-small" color="secondary">
                {label}
              </Text>
              <Text variant="title-small" weight="bold">
                {new Intl.NumberFormat(language).format(value)}
              </Text>
              {below && (
                <Text variant="body-small" color="secondary">
                  {below}
                </Text>
              )}
            </Flex>
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
