import { ago, moment } from '@autocura/common';
import React from 'react';
import { currentWords } from '../../texts';

/** A time in epoch milliseconds: how long ago, or of the clock; hovering says both and UTC. */
export function When({ at, as = 'ago' }: { at: number; as?: 'ago' | 'clock' }) {
  const { language } = currentWords().words;
  const [iso, now] = [new Date(at).toISOString(), new Date()];
  const [passed, clock] = [ago(iso, now, language), moment(iso, now, language)];
  return (
    <time dateTime={iso} title={`${clock}, ${passed} (${iso})`} style={{ whiteSpace: 'nowrap' }}>
      {as === 'ago' ? passed : clock}
    </time>
  );
}
