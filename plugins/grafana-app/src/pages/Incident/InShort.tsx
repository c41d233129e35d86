import { explain, type Diagnosis, type Explanation } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { autocuraClient } from '../../api';
import { useWords } from '../../useWords';

/** The diagnosis in plain sentences: our own at once, a model's when they come, where one is configured. */
export function InShort({ id, diagnosis }: { id: string; diagnosis: Diagnosis }) {
  const words = useWords();
  const reworded = useReworded(id, diagnosis.at, words.language);
  const { sentences, by, note } = reworded ?? { sentences: explain(diagnosis, words), by: 'evidence' };
  return (
    <Stack direction="column" gap={0.5}>
      <Text element="p">{sentences.map(({ text }) => text).join(' ')}</Text>
      {by === 'model' && (
        <Text variant="bodySmall" color="secondary">
          {words.labels.byModel}
        </Text>
      )}
      {note !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {`${words.labels.ownWords}: ${note}`}
        </Text>
      )}
    </Stack>
  );
}

/** Undefined until it came, and when it could not be had. */
function useReworded(id: string, at: string, language: string): Explanation | undefined {
  const key = `${id} ${at} ${language}`;
  const [found, setFound] = useState<{ key: string; explanation: Explanation }>();
  useEffect(() => {
    let left = false;
    autocuraClient()
      .explanation(id, language)
      .then(
        explanation => !left && setFound({ key, explanation }),
        // Our own words stand.
        () => undefined,
      );
    return () => {
      left = true;
    };
  }, [id, language, key]);
  return found?.key === key ? found.explanation : undefined;
}
