import { css } from '@emotion/css';
import type { Incident as OneIncident, TimelineEvent } from '@autocura/common';
import { usePluginContext, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { Answer, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { prometheusOf } from '../../parts/prometheus';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { Alerts } from './Alerts';
import { Attempts } from './Attempts';
import { Blame } from './Blame';
import { Causes } from './Causes';
import { ChartsContext } from './context';
import { Headline } from './Headline';
import { OtherOutage } from './OtherOutage';
import { PeopleDid } from './PeopleDid';
import { PlanSection } from './PlanSection';
import { RunStep } from './RunStep';
import { spanOf } from './span';
import { Timeline } from './Timeline';
import { ToldPeople } from './ToldPeople';

/** The story of one incident, and what a person can say to it. */
export function Incident() {
  const { id = '' } = useParams();
  const { labels } = useWords();
  const [story, refresh] = usePolled(useCallback(() => autocuraClient().incident(id), [id]));
  return (
    <Page
      name="Incident"
      title={story.state === 'known' ? story.value.incident.title : labels.incident}
      url={paths.incident(id)}
      parent={{ text: labels.incidents, url: paths.incidents }}
    >
      <Answer of={story}>
        {({ incident, timeline }) => <Story incident={incident} timeline={timeline} refresh={refresh} />}
      </Answer>
    </Page>
  );
}

interface Told {
  incident: OneIncident;
  timeline: TimelineEvent[];
}

function Story({ incident, timeline, refresh }: Told & { refresh: () => Promise<void> }) {
  const { id } = incident;
  const styles = useStyles2(stylesOf);
  const why = useRights();
  const { pending, refused, act } = useAction(refresh);
  const chosen = usePluginContext()?.meta.jsonData?.prometheusUid as string | undefined;
  // A story that has not changed keeps its time, so that charts are not asked for again with every look.
  const charts = useMemo(
    () => ({ span: spanOf(incident, new Date()), prometheus: prometheusOf(chosen) }),
    [incident, chosen],
  );
  const client = autocuraClient();
  const [approve, feedback] = [why('autocura.action.approve'), why('autocura.incident.feedback')];
  return (
    <ChartsContext.Provider value={charts}>
      <Headline incident={incident} />
      <Refused why={refused} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <PlanSection
            incident={incident}
            pending={pending}
            notApprove={approve}
            notMark={feedback}
            approve={(digest, code) => void act(() => client.approve(id, digest, code))}
            reject={(digest, note) => void act(() => client.reject(id, digest, note))}
            mark={(digest, mark) => void act(() => client.mark(id, digest, mark))}
          />
          <Causes
            incident={incident}
            pending={pending}
            not={feedback}
            answer={told => void act(() => client.feedback(id, told))}
            aside={
              <RunStep
                incident={incident}
                pending={pending}
                not={approve}
                run={(step, code) => void act(() => client.run(id, step, code))}
              />
            }
          />
          <Attempts
            incident={incident}
            timeline={timeline}
            pending={pending}
            not={approve}
            undo={key => void act(() => client.undo(id, key))}
          />
          <PeopleDid
            incident={incident}
            pending={pending}
            not={feedback}
            tell={told => void act(() => client.tellAct(id, told))}
          />
        </div>
        <div className={styles.column}>
          <ToldPeople incident={incident} />
          <Timeline events={timeline} />
          <Alerts
            alerts={incident.alerts}
            aside={
              <OtherOutage
                incident={incident}
                pending={pending}
                not={feedback}
                part={(keys, note) => void act(() => client.splitIncident(id, keys, note))}
              />
            }
          />
        </div>
      </div>
      <Blame incident={incident} />
    </ChartsContext.Provider>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    alignItems: 'start',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  column: css({ display: 'grid', gap: theme.spacing(2), minWidth: 0 }),
});
