import type { Incident } from '@autocura/common';
import { LinkButton } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { OneNotice } from '../../parts/NoticeList';
import { Refused } from '../../parts/Notices';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

/** Who was told of this incident and who took it on, and the way to ask for quiet about its service. Nothing stands here before anybody is told. */
export function ToldPeople({ incident: { id, service } }: { incident: Pick<Incident, 'id' | 'service'> }) {
  const { screens } = useWords();
  const why = useRights();
  const [notices, refresh] = usePolled(
    useCallback(() => autocuraClient().notices({ incidentId: id }), [id]),
    5_000,
  );
  const { pending, refused, act } = useAction(refresh);
  if (notices.state !== 'known' || notices.value.items.length === 0) return null;
  return (
    <Section
      title={screens.notices.about}
      framed
      aside={
        <LinkButton variant="secondary" size="sm" fill="outline" href={paths.askForQuiet({ service })}>
          {screens.silences.make}
        </LinkButton>
      }
    >
      <Refused why={refused} />
      <PlainList>
        {notices.value.items.map(notice => (
          <OneNotice
            key={notice.id}
            notice={notice}
            named={false}
            pending={pending}
            not={why('autocura.notice.acknowledge')}
            take={(of, note) => void act(() => autocuraClient().acknowledgeNotice(of, note))}
          />
        ))}
      </PlainList>
    </Section>
  );
}
