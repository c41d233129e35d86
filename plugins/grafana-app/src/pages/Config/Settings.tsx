import type { KeyValue } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Button, Combobox, Field, Input, SecretInput, Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { lastValueFrom } from 'rxjs';
import { Refused } from '../../parts/Notices';
import { prometheusList } from '../../parts/prometheus';
import { Section } from '../../parts/Section';
import { pluginId } from '../../pluginId';

export interface AppSettings {
  enabled?: boolean;
  pinned?: boolean;
  jsonData?: { apiUrl?: string; prometheusUid?: string };
  /** Which secrets are set. */
  secureJsonFields?: KeyValue<boolean>;
}

const tokens = ['viewerToken', 'responderToken', 'approverToken'] as const;
type Token = (typeof tokens)[number];

/** Where the backend is, the tokens it is asked with, and the data source that evidence is asked again at. */
export function Settings({ settings, saved }: { settings: AppSettings; saved: () => void }) {
  const { jsonData = {}, secureJsonFields = {} } = settings;
  const [apiUrl, setApiUrl] = useState(jsonData.apiUrl ?? '');
  const [prometheusUid, setPrometheusUid] = useState(jsonData.prometheusUid);
  const [secrets, setSecrets] = useState<Partial<Record<Token, string>>>({});
  const [refused, setRefused] = useState<string>();
  const wrong = apiUrl === '' ? undefined : objectionTo(apiUrl);
  const mayChange = config.bootData.user.orgRole === 'Admin';

  const save = async () => {
    setRefused(undefined);
    const data = {
      ...{ enabled: true, pinned: settings.pinned ?? true },
      jsonData: {
        ...jsonData,
        apiUrl: apiUrl.replace(/\/$/, ''),
        ...(prometheusUid !== undefined && { prometheusUid }),
      },
      secureJsonData: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
    };
    try {
      const url = `/api/plugins/${pluginId}/settings`;
      await lastValueFrom(getBackendSrv().fetch({ url, method: 'POST', data, showErrorAlert: false }));
      saved();
    } catch (error) {
      setRefused((error as { data?: { message?: string } }).data?.message ?? String(error));
    }
  };

  return (
    <Section title={t('config.connection', 'The backend')} framed>
      {!mayChange && (
        <Text color="secondary">{t('config.adminsOnly', 'Only an administrator of Grafana may change this.')}</Text>
      )}
      <Field
        label={t('config.apiUrl', 'Address of the API')}
        description={t(
          'config.apiUrlSays',
          'As Grafana’s server sees it: the path with /api/autocura, no slash at its end.',
        )}
        invalid={wrong !== undefined}
        error={wrong}
        noMargin
      >
        <Input
          id="autocura-api-url"
          value={apiUrl}
          disabled={!mayChange}
          placeholder="https://backstage.example.org/api/autocura"
          onChange={({ currentTarget }) => setApiUrl(currentTarget.value)}
        />
      </Field>
      {tokens.map(token => (
        <Field key={token} label={tokenWords(token)} noMargin>
          <SecretInput
            id={`autocura-${token}`}
            disabled={!mayChange}
            isConfigured={secureJsonFields[token] === true && secrets[token] === undefined}
            value={secrets[token] ?? ''}
            autoComplete="off"
            onReset={() => setSecrets({ ...secrets, [token]: '' })}
            onChange={({ currentTarget }) => setSecrets({ ...secrets, [token]: currentTarget.value })}
          />
        </Field>
      ))}
      <Field
        label={t('config.prometheus', 'Prometheus of evidence')}
        description={t(
          'config.prometheusSays',
          'Where the queries of evidence are asked again. The default one, where none is chosen.',
        )}
        noMargin
      >
        <Combobox<string>
          id="autocura-prometheus"
          disabled={!mayChange}
          value={prometheusUid ?? null}
          options={prometheusList().map(({ uid, name }) => ({ value: uid, label: name }))}
          isClearable
          placeholder={t('config.defaultPrometheus', 'The default one')}
          onChange={option => setPrometheusUid(option?.value ?? '')}
        />
      </Field>
      <Refused why={refused} />
      <Stack>
        <Button disabled={!mayChange || apiUrl === '' || wrong !== undefined} onClick={() => void save()}>
          {t('config.save', 'Save')}
        </Button>
      </Stack>
    </Section>
  );
}

function tokenWords(token: Token): string {
  const words: Record<Token, string> = {
    viewerToken: t('config.viewerToken', 'Token for looking'),
    responderToken: t('config.responderToken', 'Token for answers and for pulling the brake'),
    approverToken: t('config.approverToken', 'Token for decisions'),
  };
  return words[token];
}

/** Why an address cannot be the backend's. */
const objectionTo = (address: string): string | undefined =>
  /^https?:\/\/[^\s/]+(\/\S*)?$/.test(address)
    ? undefined
    : t('config.noUrl', 'This is no address: it begins with https:// or http://.');
