import { person, type PersonAct, outcomeTones } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import { useWords } from '../useWords';
import { Mark } from './Mark';
import { Moment } from './Moment';

/** What people did, each with who, when, and what it was measured to have come to. */
export function PersonActs({ acts }: { acts: Pick<PersonAct, 'id' | 'at' | 'by' | 'says' | 'outcome'>[] }) {
  const words = useWords();
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-2)' }}>
      {acts.map(({ id, at, by, says, outcome }) => (
        <li key={id}>
          <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <Mark tone={outcome ? outcomeTones[outcome] : 'neutral'}>
              {outcome ? words.outcomes[outcome] : words.labels.notMeasured}
            </Mark>
            <Text style={{ overflowWrap: 'anywhere' }}>{says}</Text>
            <Text variant="body-small" color="secondary">
              {person(by)} · <Moment iso={at} as="clock" />
            </Text>
          </Flex>
        </li>
      ))}
    </ul>
  );
}
