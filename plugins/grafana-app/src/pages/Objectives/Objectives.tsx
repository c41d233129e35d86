import React, { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { Answer, Empty } from '../../parts/Notices';
import { OneObjective } from '../../parts/OneObjective';
import { Page } from '../../parts/Page';
import { PlainList } from '../../parts/PlainList';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

const everyMs = 10_000;

/** What services promise, what is left of each error budget, the least first, and what that means for healing. */
export function Objectives() {
  const {
    screens: { objectives: words },
  } = useWords();
  const [search] = useSearchParams();
  const service = search.get('service') ?? undefined;
  const [slos] = usePolled(
    useCallback(() => autocuraClient().slos(service), [service]),
    everyMs,
  );
  return (
    <Page name="Objectives" title={words.title} url={paths.objectives} says={words.says}>
      <Answer of={slos}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            <PlainList label={words.title}>
              {[...items]
                .sort((a, b) => a.left - b.left)
                .map(slo => (
                  <OneObjective key={`${slo.service} ${slo.objective}`} slo={slo} />
                ))}
            </PlainList>
          )
        }
      </Answer>
    </Page>
  );
}
