import { Button, Flex, Text } from '@backstage/ui';
import { CopyButton } from '../parts/CopyButton';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** What stands in for the app should it be lost. Told once. */
export function Recovery({ codes, kept }: { codes: string[]; kept: () => void }) {
  const words = useWords().screens.secondFactor;
  return (
    <Panel title={words.recovery} aside={<CopyButton text={codes.join('\n')} what={words.recovery} />}>
      <Flex direction="column" gap="4" align="start">
        <Text color="secondary">{words.recoverySays}</Text>
        <ul
          style={{
            ...{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', width: '100%', gap: 'var(--bui-space-2)' },
            gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
          }}
        >
          {codes.map(code => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <Text color="secondary">{words.lost}</Text>
        <Button variant="primary" onPress={kept}>
          {words.kept}
        </Button>
      </Flex>
    </Panel>
  );
}
