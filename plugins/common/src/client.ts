import type {
  AlertTest,
  AutonomyPage,
  ChangePage,
  ErrorBody,
  Explanation,
  Feedback,
  FiringQuery,
  HistoryPage,
  DependencyPage,
  HistoryQuery,
  IncidentPage,
  IncidentQuery,
  IncidentStory,
  NoticePage,
  NoticeQuery,
  OnCallPage,
  Page,
  PredictionPage,
  PredictionQuery,
  ProblemPage,
  Rights,
  ServicePage,
  SizingQuery,
  ServiceStory,
  SilencePage,
  SloPage,
  SourcePage,
  ToldSilence,
} from './api';
import type { Problem } from './autonomy';
import type { Brake } from './brake';
import type { Forecast, SizingProposal } from './capacity';
import type { CatalogMapping, ServiceCard } from './card';
import type { NewSecondFactor, RecoveryCodes, SecondFactor } from './identity';
import type { Incident } from './incident';
import type { LevelChange } from './level';
import type { Notice } from './notice';
import type { WouldBeMark } from './people';
import type { Step } from './plan';
import type { HealingPolicy } from './policy';
import type { ReplayQuery, ReplayReport } from './replay';
import type { Period, ShadowReport, ToldAct } from './shadow';
import type { Silence } from './silence';
import type { Band, Firing, ThresholdPreview, ThresholdState } from './threshold';
import type { Topology } from './topology';

/** Every failed request, whatever failed. */
export class AutocuraError extends Error {
  override readonly name: string;
  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    name: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = name;
  }
}

/**
 * The HTTP API, typed. The host lends its `fetch`, which is given paths like `/v1/incidents` and puts before them
 * where the backend is mounted (`/api/autocura`). Every method throws `AutocuraError` and nothing else.
 */
export class AutocuraClient {
  constructor(private readonly fetch: (path: string, init?: RequestInit) => Promise<Response>) {}

  incidents(query: IncidentQuery = {}) {
    return this.get<IncidentPage>(`/incidents${search({ ...query })}`);
  }

  incident(id: string) {
    return this.get<IncidentStory>(`/incidents/${encodeURIComponent(id)}`);
  }

  /** `language` is a BCP 47 tag. */
  explanation(id: string, language: string) {
    return this.get<Explanation>(`/incidents/${encodeURIComponent(id)}/explanation${search({ language })}`);
  }

  /** Says yes to the plan with this digest; another plan by now is a 409. `code`: of a second factor, where one is needed. */
  approve(id: string, digest: string, code?: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/approval`, {
      digest,
      ...(code !== undefined && { code }),
    });
  }

  reject(id: string, digest: string, note?: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/rejection`, {
      digest,
      ...(note !== undefined && { note }),
    });
  }

  /** Asks for a step of one's own choice. Guardrails judge it like any other. `code`: as of `approve`. */
  run(id: string, step: Step, code?: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/run`, {
      step,
      ...(code !== undefined && { code }),
    });
  }

  /** Takes back the attempt with this key. */
  undo(id: string, key: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/undo`, { key });
  }

  feedback(id: string, feedback: Feedback) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/feedback`, feedback);
  }

  services() {
    return this.get<ServicePage>('/services');
  }

  service(name: string) {
    return this.get<ServiceStory>(`/services/${encodeURIComponent(name)}`);
  }

  /** All that a service's page says at first sight. */
  card(service: string) {
    return this.get<ServiceCard>(`/services/${encodeURIComponent(service)}/card`);
  }

  /** What may be done by itself at a service, what was earned, and why. */
  autonomy(service: string) {
    return this.get<AutonomyPage>(`/services/${encodeURIComponent(service)}/autonomy`);
  }

  /** Which entity stands for which service, and who owns it. */
  catalog() {
    return this.get<CatalogMapping>('/catalog');
  }

  /** Who calls or depends on whom. */
  topology() {
    return this.get<Topology>('/topology');
  }

  predictions(query: PredictionQuery = {}) {
    return this.get<PredictionPage>(`/predictions${search({ ...query })}`);
  }

  thresholds() {
    return this.get<Page<ThresholdState>>('/thresholds');
  }

  firings(query: FiringQuery = {}) {
    return this.get<Page<Firing>>(`/firings${search({ ...query })}`);
  }

  /** Of one service, or the first few of all. */
  bands(threshold: string, { from, to }: Period, service?: string) {
    return this.get<Page<Band>>(`/thresholds/${encodeURIComponent(threshold)}/bands${search({ from, to, service })}`);
  }

  /** The newest first; of all times unless told. */
  levels(service: string, from?: string) {
    return this.get<Page<LevelChange>>(`/services/${encodeURIComponent(service)}/levels${search({ from })}`);
  }

  forecasts(service: string) {
    return this.get<Page<Forecast>>(`/services/${encodeURIComponent(service)}/forecasts`);
  }

  sizings(query: SizingQuery = {}) {
    return this.get<Page<SizingProposal>>(`/sizings${search({ ...query })}`);
  }

  /** Has it done as an ordinary action. */
  acceptSizing(id: string) {
    return this.post<SizingProposal>(`/sizings/${encodeURIComponent(id)}/acceptance`, {});
  }

  refuseSizing(id: string, note?: string) {
    return this.post<SizingProposal>(`/sizings/${encodeURIComponent(id)}/refusal`, {
      ...(note !== undefined && { note }),
    });
  }

  /** `thresholds`: as in the file of thresholds. */
  previewThresholds(thresholds: string, { from, to }: Period) {
    return this.post<ThresholdPreview>('/thresholds/preview', { thresholds, from, to });
  }

  problems(service?: string) {
    return this.get<ProblemPage>(`/problems${search({ service })}`);
  }

  acknowledgeProblem(service: string, failureMode: string, note?: string) {
    const of = `/services/${encodeURIComponent(service)}/problems/${encodeURIComponent(failureMode)}`;
    return this.post<Problem>(`${of}/acknowledgement`, { ...(note !== undefined && { note }) });
  }

  /** Who was told about what, the newest first. */
  notices(query: NoticeQuery = {}) {
    return this.get<NoticePage>(`/notices${search({ ...query })}`);
  }

  /** Takes it on: nobody else is called for it. */
  acknowledgeNotice(id: string, note?: string) {
    return this.post<Notice>(`/notices/${encodeURIComponent(id)}/acknowledgement`, {
      ...(note !== undefined && { note }),
    });
  }

  /** Who is called now by each schedule. */
  onCall() {
    return this.get<OnCallPage>('/on-call');
  }

  /** Objectives as they stand. */
  slos(service?: string) {
    return this.get<SloPage>(`/slos${search({ service })}`);
  }

  /** On now, or still to come. */
  silences() {
    return this.get<SilencePage>('/silences');
  }

  makeSilence(silence: ToldSilence) {
    return this.post<Silence>('/silences', silence);
  }

  /** Ends it before its time. */
  endSilence(id: string, note?: string) {
    return this.post<Silence>(`/silences/${encodeURIComponent(id)}/end`, { ...(note !== undefined && { note }) });
  }

  /** The healing policy that is in force. */
  policy() {
    return this.get<HealingPolicy>('/policy');
  }

  history(query: HistoryQuery = {}) {
    return this.get<HistoryPage>(`/history${search({ ...query })}`);
  }

  changes() {
    return this.get<ChangePage>('/changes');
  }

  sources() {
    return this.get<SourcePage>('/sources');
  }

  dependencies() {
    return this.get<DependencyPage>('/dependencies');
  }

  /** The test alert with this id; a 404 until it came in. */
  alertTest(id: string) {
    return this.get<AlertTest>(`/alerts/tests/${encodeURIComponent(id)}`);
  }

  /** As whom one asks, and what one may do. */
  rights() {
    return this.get<Rights>('/me');
  }

  /** How one's own stands, and before what it is asked for. */
  secondFactor() {
    return this.get<SecondFactor>('/me/second-factor');
  }

  /** What an authenticator app is given, once. In place of one that counts, a code of that one is needed. */
  beginSecondFactor(code?: string) {
    return this.post<NewSecondFactor>('/me/second-factor', { ...(code !== undefined && { code }) });
  }

  /** From then on the one that was begun counts. */
  confirmSecondFactor(code: string) {
    return this.post<RecoveryCodes>('/me/second-factor/confirmation', { code });
  }

  brake() {
    return this.get<Brake>('/brake');
  }

  /** From now on nothing outside is changed. */
  pullBrake(reason: string) {
    return this.post<Brake>('/brake/pull', { reason });
  }

  /** `code`: as of `approve`. */
  releaseBrake(reason: string, code?: string) {
    return this.post<Brake>('/brake/release', { reason, ...(code !== undefined && { code }) });
  }

  /** Says that these alerts are another outage. The incident that they leave for. */
  splitIncident(id: string, keys: string[], note?: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/split`, {
      keys,
      ...(note !== undefined && { note }),
    });
  }

  /** Says what one did about it oneself. */
  tellAct(id: string, act: ToldAct) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/acts`, act);
  }

  /** Says what the step with this digest would have been, had it been taken. */
  mark(id: string, digest: string, mark: WouldBeMark['mark'], note?: string) {
    return this.post<Incident>(`/incidents/${encodeURIComponent(id)}/mark`, {
      ...{ digest, mark },
      ...(note !== undefined && { note }),
    });
  }

  /** What Autocura would have done, beside what people did. */
  shadow(period: Period) {
    return this.get<ShadowReport>(`/shadow${search({ ...period })}`);
  }

  /** What a healing policy would have made of what was recorded. */
  replay(query: ReplayQuery) {
    return this.post<ReplayReport>('/replays', query);
  }

  private get<T>(path: string) {
    return this.request<T>('GET', path);
  }

  private post<T>(path: string, body: object) {
    return this.request<T>('POST', path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async request<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.fetch(`/v1${path}`, { ...init, method }).catch((cause: unknown) => {
      throw new AutocuraError(0, 'Unreachable', `${method} ${path}: no answer`, { cause });
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw errorOf(response.status, body, `${method} ${path}: ${response.status}`);
    if (body === undefined) throw new AutocuraError(response.status, 'NotJson', `${method} ${path}: not JSON`);
    return body as T;
  }
}

function errorOf(status: number, body: unknown, otherwise: string): AutocuraError {
  const error = (body as Partial<ErrorBody> | null | undefined)?.error;
  return new AutocuraError(status, error?.name ?? 'HttpError', error?.message ?? otherwise);
}

function search(query: Record<string, string | number | boolean | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text && `?${text}`;
}
