import { t } from '@grafana/i18n';
import { config, getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

/** A webhook of Grafana's alerting, as Grafana keeps it; its secrets stay there. */
interface Integration {
  type: string;
  uid?: string;
  settings?: { url?: string };
}

interface TestedAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const alertOf = (id: string): TestedAlert => ({
  labels: { alertname: 'AutocuraTest', autocura_test: id },
  annotations: { summary: 'A test of the way from Grafana to Autocura' },
});

const isOurs = ({ type, settings }: Integration) =>
  type === 'webhook' && /\/v1\/alerts\/grafana\/?$/.test(settings?.url ?? '');

/**
 * Lets Grafana send a test alert through the contact point that leads to Autocura, and tells its name. Throws an error
 * that says why it was not sent.
 */
export async function sendTestAlert(id: string): Promise<string> {
  const sent = (await sendByResource(id)) ?? (await sendByConfiguration(id));
  if (sent === undefined) {
    throw new Error(
      t(
        'config.noContactPoint',
        'Grafana has no contact point of the type webhook whose URL ends in /v1/alerts/grafana.',
      ),
    );
  }
  return sent;
}

interface Receivers {
  items: { metadata: { name: string }; spec: { title: string; integrations: Integration[] } }[];
}

/** From Grafana 13 on. Undefined where that is not known, or no contact point is ours. */
async function sendByResource(id: string): Promise<string | undefined> {
  const root = `/apis/notifications.alerting.grafana.app/v1beta1/namespaces/${config.namespace}/receivers`;
  const known = await unlessMissing(ask<Receivers>('GET', root));
  for (const { metadata, spec } of known?.items ?? []) {
    const integration = spec.integrations.find(isOurs);
    if (!integration) continue;
    const result = await ask<{ status: string; error?: string }>('POST', `${root}/${metadata.name}/test`, {
      integration,
      alert: alertOf(id),
    });
    if (result.status !== 'success') throw new Error(result.error ?? result.status);
    return spec.title;
  }
  return undefined;
}

interface Configuration {
  alertmanager_config: { receivers?: { name: string; grafana_managed_receiver_configs?: Integration[] }[] };
}

interface Tested {
  receivers: { grafana_managed_receiver_configs: { status: string; error?: string }[] }[];
}

/** Before Grafana 13. */
async function sendByConfiguration(id: string): Promise<string | undefined> {
  const root = '/api/alertmanager/grafana/config/api/v1';
  const known = await unlessMissing(ask<Configuration>('GET', `${root}/alerts`));
  for (const { name, grafana_managed_receiver_configs: integrations = [] } of known?.alertmanager_config.receivers ??
    []) {
    const integration = integrations.find(isOurs);
    if (!integration) continue;
    const receiver = { name, grafana_managed_receiver_configs: [integration] };
    const tested = await ask<Tested>('POST', `${root}/receivers/test`, { receivers: [receiver], alert: alertOf(id) });
    const failed = tested.receivers
      .flatMap(({ grafana_managed_receiver_configs: results }) => results)
      .find(({ status }) => status !== 'ok');
    if (failed) throw new Error(failed.error ?? failed.status);
    return name;
  }
  return undefined;
}

async function ask<T>(method: string, url: string, data?: object): Promise<T> {
  const { data: answer } = await lastValueFrom(
    getBackendSrv().fetch<T>({ method, url, showErrorAlert: false, ...(data && { data }) }),
  );
  return answer;
}

/** Undefined for what this Grafana does not have any more, or not yet. */
async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isFetchError(error) && [404, 410].includes(error.status)) return undefined;
    throw isFetchError(error) ? new Error(messageOf(error.data) ?? `HTTP ${error.status}`, { cause: error }) : error;
  }
}

const messageOf = (data: unknown) => (data as { message?: string } | undefined)?.message;
