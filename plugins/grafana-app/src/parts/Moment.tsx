import { ago, moment } from '@autocura/common';
import React from 'react';
import { useWords } from '../useWords';

/** A time: how long ago, or the clock time; hovering says it in UTC too. */
export function Moment({ iso, as = 'ago' }: { iso: string; as?: 'ago' | 'clock' }) {
  const { language } = useWords();
  const now = new Date();
  const clock = moment(iso, now, language);
  return (
    <time dateTime={iso} title={`${clock} (${new Date(iso).toISOString()})`} style={{ whiteSpace: 'nowrap' }}>
      {as === 'ago' ? ago(iso, now, language) : clock}
    </time>
  );
}
