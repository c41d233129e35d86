import { type Delivery, deliveryTones, type Notice, noticeTones, person } from '@autocura/common';
import { Stack, Text, TextLink } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { paths } from '../paths';
import { useWords } from '../useWords';
import { AskDialog } from './AskDialog';
import { Framed } from './Framed';
import { Mark } from './Mark';
import { Moment } from './Moment';
import { PlainList } from './PlainList';
import { useFirst } from './useFirst';

interface Taking {
  pending: boolean;
  /** Why one may not take it on. */
  not: string | undefined;
  take: (id: string, note?: string) => void;
}

/** What people were told, each with who it was, whether it reached them, and who took it on. */
export function NoticeList({ notices, ...taking }: Taking & { notices: Notice[] }) {
  const {
    screens: { notices: words },
  } = useWords();
  const { shown, others } = useFirst(notices, 20);
  return (
    <>
      <PlainList label={words.title}>
        {shown.map(notice => (
          <Framed key={notice.id}>
            <OneNotice notice={notice} {...taking} />
          </Framed>
        ))}
      </PlainList>
      {others}
    </>
  );
}

/** Where it stands; without its incident where the page is that of the incident. */
export function OneNotice({ notice, named = true, pending, not, take }: Taking & { notice: Notice; named?: boolean }) {
  const {
    screens: { notices: words },
  } = useWords();
  const { id, incidentId, kind, service, title, reason, openedAt, state, acknowledged, closed, deliveries } = notice;
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Stack alignItems="center" wrap="wrap">
        <Mark tone={noticeTones[state]}>{words.states[state] ?? state}</Mark>
        <Text weight="medium">{words.kinds[kind] ?? kind}</Text>
      </Stack>
      {named && (
        <Text>
          <TextLink href={paths.incident(incidentId)}>{title}</TextLink> · {service}
        </Text>
      )}
      <Text>{reason}</Text>
      <Text variant="bodySmall" color="secondary">
        <Moment iso={openedAt} />
        {acknowledged && (
          <>
            {' · '}
            {words.takenBy} {person(acknowledged.by)} <Moment iso={acknowledged.at} />
            {acknowledged.note !== undefined && `: ${acknowledged.note}`}
          </>
        )}
        {closed && ` · ${closed.why}`}
      </Text>
      <Deliveries deliveries={deliveries} />
      <Next notice={notice} />
      {state === 'open' && (
        <AskDialog
          ask={words.take}
          says={words.takeSays}
          label={t('note.optional', 'Note (may be left out)')}
          optional
          size="sm"
          pending={pending}
          not={not}
          give={note => take(id, note || undefined)}
        />
      )}
    </Stack>
  );
}

function Deliveries({ deliveries }: { deliveries: Delivery[] }) {
  const {
    screens: { notices: words },
  } = useWords();
  if (deliveries.length === 0)
    return (
      <Text variant="bodySmall" color="secondary">
        {words.toldNobody}
      </Text>
    );
  return (
    <PlainList label={words.about}>
      {deliveries.map(({ key, name, channel, about, state, refused, reason, dueAt }) => (
        <Stack key={key} alignItems="center" wrap="wrap">
          <Mark tone={deliveryTones[state]}>{words.deliveries[state] ?? state}</Mark>
          <Text>
            {name} · {channel}
            {about === 'over' && ` (${words.over})`}
          </Text>
          {refused > 0 && (
            <Text variant="bodySmall" color="secondary">
              {`${refused} × ${words.refused}${reason === undefined ? '' : `: ${reason}`}`}
              {dueAt !== undefined && (
                <>
                  {' · '}
                  {words.again} <Moment iso={dueAt} as="clock" />
                </>
              )}
            </Text>
          )}
        </Stack>
      ))}
    </PlainList>
  );
}

/** Why nobody else is told yet, or when they are. */
function Next({ notice: { state, stepAt, waits } }: { notice: Notice }) {
  const {
    screens: { notices: words },
  } = useWords();
  if (state !== 'open' || (stepAt === undefined && waits === undefined)) return null;
  return (
    <Text variant="bodySmall" color="secondary">
      {waits}
      {waits !== undefined && stepAt !== undefined && ' · '}
      {stepAt !== undefined && (
        <>
          {words.nextStep} <Moment iso={stepAt} as="clock" />
        </>
      )}
    </Text>
  );
}
