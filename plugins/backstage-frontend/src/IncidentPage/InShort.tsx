import { type Diagnosis, explain, type Explanation } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { autocuraApiRef } from '../api';
import { useWords } from '../useWords';

/** The diagnosis in plain sentences: our own at once, a model's when they come, where one is configured. */
export function InShort({ id, diagnosis }: { id: string; diagnosis: Diagnosis }) {
  const words = useWords();
  const { sentences, by, note } = useReworded(id, diagnosis.at) ?? {
    sentences: explain(diagnosis, words),
    by: 'evidence',
  };
  return (
    <Flex direction="column" gap="1">
      <Text>{sentences.map(({ text }) => text).join(' ')}</Text>
      {by === 'model' && (
        <Text variant="body-small" color="secondary">
          {words.labels.byModel}
        </Text>
      )}
      {note !== undefined && (
        <Text variant="body-small" color="secondary">
          {`${words.labels.ownWords}: ${note}`}
        </Text>
      )}
    </Flex>
  );
}

/** Undefined until it came, and when it could not be had. */
function useReworded(id: string, at: string): Explanation | undefined {
  const client = useApi(autocuraApiRef);
  const { language } = useWords();
  const key = `${id} ${at} ${language}`;
  const [found, setFound] = useState<{ key: string; explanation: Explanation }>();
  useEffect(() => {
    let left = false;
    client.explanation(id, language).then(
      explanation => !left && setFound({ key: `${id} ${at} ${language}`, explanation }),
      // Our own words stand.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, id, at, language]);
  return found?.key === key ? found.explanation : undefined;
}
