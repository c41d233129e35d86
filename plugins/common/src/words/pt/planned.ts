import type { Step } from '../../plan';
import type { PlanWords } from '../words';

type Params = Step['params'];
type Sentence = (params: Params, target: string) => string;

const suspended =
  (what: string, name: string): Sentence =>
  params =>
    params.suspended
      ? `Fazer o Flux parar de reconciliar ${what} ${params[name]}`
      : `Deixar o Flux reconciliar ${what} ${params[name]} de novo`;

const job: Sentence = ({ service, job: what, ...inputs }) => {
  const given = Object.entries(inputs).map(([key, value]) => `${key} ${value}`);
  return `Executar a tarefa ${what} para ${service}${given.length > 0 ? ` com ${given.join(', ')}` : ''}`;
};

/** By the id of an action. */
const sentences: Partial<Record<string, Sentence>> = {
  'abort-rollout': ({ service, aborted }) =>
    aborted ? `Abortar a liberação de ${service}` : `Recomeçar a liberação de ${service}`,
  'cancel-blocker': ({ service, pid }) =>
    pid === undefined
      ? `Cancelar a consulta que bloqueia as outras em ${service}`
      : `Cancelar a consulta da sessão ${pid} em ${service}`,
  'clean-scratch': ({ service }) => `Apagar os arquivos temporários de ${service}`,
  cordon: ({ node, cordoned }) => (cordoned ? `Isolar o nó ${node}` : `Reabrir o nó ${node}`),
  drain: ({ node, drained }) => (drained ? `Esvaziar o nó ${node}` : `Deixar o nó ${node} receber pods de novo`),
  'evict-pod': ({ service, pod }) => `Despejar o pod ${pod} de ${service}`,
  'expand-claim': ({ claim, sizeGiB }) => `Deixar o volume ${claim} crescer até ${sizeGiB} GiB`,
  'flush-prefix': ({ service, prefix }) => `Apagar cada chave de ${service} que começa com ${prefix}`,
  'promote-rollout': ({ service }) => `Deixar a liberação de ${service} continuar`,
  'replace-slot': ({ service, slot }) => `Substituir a réplica ${slot} de ${service}`,
  'rerun-job': params => `Executar a tarefa ${params.job} de novo`,
  restart: ({ service }) => `Reiniciar ${service}`,
  'restart-database': ({ service }) => `Reiniciar o banco de dados ${service} e encerrar todas as suas sessões`,
  'restore-config': ({ service, config, version }) => `Pôr a configuração ${config} de ${service} na versão ${version}`,
  'roll-back': ({ service, version }) => `Voltar ${service} para a versão ${version}`,
  'roll-back-application': ({ application, deployment }) =>
    deployment === undefined
      ? `Voltar a aplicação ${application} para a implantação anterior`
      : `Voltar a aplicação ${application} para a implantação ${deployment}`,
  'run-job': job,
  'run-reversible-job': job,
  scale: ({ service, replicas }) =>
    `Manter ${replicas} ${replicas === 1 ? 'réplica' : 'réplicas'} de ${service} em execução`,
  'set-autoscaler': ({ service, min, max }) => `Deixar ${service} escalar entre ${min} e ${max} réplicas`,
  'set-cpu': ({ service, container, cpuMilli }) =>
    `Limitar ${container} de ${service} a ${(Number(cpuMilli) / 1000).toLocaleString('pt-BR')} CPU`,
  'set-flag': ({ flag, value }) => `Pôr a chave ${flag} em ${value}`,
  'set-memory': ({ service, container, memoryMiB }) =>
    `Limitar ${container} de ${service} a ${memoryMiB} MiB de memória`,
  'set-retries': ({ service, max }) =>
    max === 0
      ? `Fazer ${service} parar de repetir pedidos`
      : `Deixar ${service} repetir ${max} ${max === 1 ? 'vez' : 'vezes'}`,
  'shed-load': ({ service, share }) =>
    share === 0
      ? `Deixar passar todos os pedidos a ${service}`
      : `Recusar ${Math.round(Number(share) * 100)} % dos pedidos a ${service}`,
  'suspend-cron-job': ({ cronJob, suspended: stops }) =>
    `${stops ? 'Suspender' : 'Retomar'} o agendamento de ${cronJob}`,
  'suspend-helm-release': suspended('o release Helm', 'helmRelease'),
  'suspend-kustomization': suspended('a kustomization', 'kustomization'),
  'sync-application': ({ application }) => `Sincronizar a aplicação ${application} com o git`,
  'terminate-blocker': ({ service, pid }) =>
    pid === undefined
      ? `Encerrar a sessão que bloqueia as outras em ${service}`
      : `Encerrar a sessão ${pid} em ${service}`,
  webhook: ({ name }, target) => `Executar ${name} para ${target}`,
};

/** An action that has no words here is told as it is written down, and so is one whose values are not told. */
export const planned: PlanWords = ({ step: { action, params, target }, says }) => {
  const told = sentences[action]?.(params, target);
  return told === undefined || told.includes('undefined') ? says : told;
};
