import { quantity, type ServiceHealth, type SignalName, signals } from '@autocura/common';
import { Text } from '@backstage/ui';
import { useWords } from '../useWords';

const isSignal = (name: string): name is SignalName => name in signals;

/** The latest values that a service was judged by, each beside its normal. */
export function Latest({ health }: { health: ServiceHealth }) {
  const words = useWords();
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
        gap: 'var(--bui-space-4)',
        margin: 0,
      }}
    >
      {health.signals.map(({ signal, value, unit, normal }) => (
        <div key={signal}>
          <dt>
            <Text variant="body-small" color="secondary">
              {isSignal(signal) ? words.signals[signal] : signal}
            </Text>
          </dt>
          <dd style={{ margin: 0 }}>
            <Text variant="title-x-small" weight="bold">
              {quantity(value, unit, words.language)}
            </Text>
            {normal !== undefined && (
              <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
                {words.labels.normally} {quantity(normal, unit, words.language)}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
