import { frequency, type LogFindings } from '@autocura/common';
import { Accordion, AccordionPanel, AccordionTrigger, Flex, Text } from '@backstage/ui';
import { useWords } from '../useWords';

/** Lines that are written since the trouble began and were not before, or far less often. */
export function InLogs({ logs: { patterns } }: { logs: LogFindings }) {
  const words = useWords();
  if (patterns.length === 0) return null;
  return (
    <Accordion>
      <AccordionTrigger title={`${words.labels.inTheLogs} (${patterns.length})`} />
      <AccordionPanel>
        <Flex direction="column" gap="3">
          {patterns.map(pattern => (
            <Flex key={`${pattern.service} ${pattern.text}`} direction="column" gap="1">
              <Text>
                <strong>{pattern.service}</strong> {frequency(pattern, words)}
              </Text>
              <code style={{ fontSize: '0.8125rem', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {pattern.text}
              </code>
            </Flex>
          ))}
        </Flex>
      </AccordionPanel>
    </Accordion>
  );
}
