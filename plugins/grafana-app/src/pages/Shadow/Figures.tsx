import type { ShadowReport, WouldBeMark } from '@autocura/common';
import React from 'react';
import { FigureTiles } from '../../parts/FigureTiles';
import { useWords } from '../../useWords';

/** The counts, a tile each. */
export function Figures({ report: { counts } }: { report: ShadowReport }) {
  const { labels, wouldBeMarks } = useWords();
  const { agreements, marks } = counts;
  const said = Object.entries(wouldBeMarks).map(
    ([mark, says]) => `${says.toLowerCase()} ${marks[mark as WouldBeMark['mark']]}`,
  );
  return (
    <FigureTiles
      figures={[
        { label: labels.causesNamed, value: counts.causes, below: `${labels.episodes}: ${counts.episodes}` },
        { label: labels.stepsNamed, value: counts.steps },
        { label: labels.agreed, value: agreements.agrees },
        { label: labels.minutesSaved, value: counts.minutesSaved },
        {
          label: labels.onlyOurs,
          value: agreements['only autocura'] + agreements.differs,
          below: [...said, `${labels.notMarked.toLowerCase()} ${marks['not marked']}`].join(', '),
        },
      ]}
    />
  );
}
