import { type Silence, type SilenceState, silenceState, silenceStates } from '@autocura/common';
import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { Answer, Empty, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { PlainList } from '../../parts/PlainList';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { AskForQuiet } from './AskForQuiet';
import { labelsOf } from './labels';
import { OneSilence } from './OneSilence';

const load = () => autocuraClient().silences();

/** About what people ask for quiet, now or later, and the ways to ask and to end it. */
export function Silences() {
  const { screens } = useWords();
  const why = useRights();
  const [search] = useSearchParams();
  const [silences, refresh] = usePolled(load);
  const { pending, refused, act } = useAction(refresh);
  const not = why('autocura.silence.make');
  return (
    <Page name="Silences" title={screens.silences.title} url={paths.silences} says={screens.silences.says}>
      <div>
        <AskForQuiet
          key={search.toString()}
          about={labelsOf(search)}
          pending={pending}
          not={not}
          make={silence => void act(() => autocuraClient().makeSilence(silence))}
        />
      </div>
      <Refused why={refused} />
      <Answer of={silences}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={screens.silences.none} hint={screens.silences.noneHint} />
          ) : (
            <PlainList label={screens.silences.title}>
              {onFirst(items).map(({ silence, state }) => (
                <OneSilence
                  key={silence.id}
                  silence={silence}
                  state={state}
                  pending={pending}
                  not={not}
                  end={note => void act(() => autocuraClient().endSilence(silence.id, note))}
                />
              ))}
            </PlainList>
          )
        }
      </Answer>
    </Page>
  );
}

/** What is on before what comes later, and the first to change first. */
function onFirst(silences: Silence[]): { silence: Silence; state: SilenceState }[] {
  const now = Date.now();
  const changes = ({ silence, state }: { silence: Silence; state: SilenceState }) =>
    state === 'on' ? silence.to : silence.from;
  return silences
    .map(silence => ({ silence, state: silenceState(silence, now) }))
    .sort(
      (a, b) => silenceStates.indexOf(a.state) - silenceStates.indexOf(b.state) || changes(a).localeCompare(changes(b)),
    );
}
