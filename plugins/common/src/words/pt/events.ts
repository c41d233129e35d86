import type { SizingProposal } from '../../capacity';
import type { Prediction } from '../../prediction';
import type { Firing } from '../../threshold';
import { quantity } from '../quantity';
import { person, type EventWords } from '../words';
import { planned } from './planned';
import { terms } from './terms';

const percent = (share: number) => `${Math.round(100 * share)} %`;
const expected = ({ service, kind, standing, latest }: Prediction) =>
  standing
    ? `${terms.limits[kind]} de ${service} vai chegar ao limite, com ${percent(latest.likelihood)}`
    : `${terms.limits[kind]} de ${service} já não deve chegar ao limite`;
const number = (value: number) => new Intl.NumberFormat('pt-BR', { maximumSignificantDigits: 3 }).format(value);
const unusual = ({ threshold, service, why, began }: Firing) =>
  why === 'missing' || !began
    ? `Ausente: ${threshold} de ${service}`
    : `Fora do habitual: ${threshold} de ${service} é ${number(began.value)}, onde o habitual é de ${number(began.lo)} a ${number(began.hi)}`;
const sized = ({ service, kind, from, to, unit }: SizingProposal) =>
  `${terms.sized[kind]} de ${service}: ${quantity(to, unit, 'pt-BR')} em vez de ${quantity(from, unit, 'pt-BR')} bastaria`;
const rest = (text: string | undefined) => (text ? `: ${text}` : '');

export const events: EventWords = {
  'incident.opened': ({ title, alerts }) =>
    `Aberto com ${alerts.length === 1 ? 'um alerta' : `${alerts.length} alertas`}: ${title}`,
  'incident.predicted': ({ prediction }) => expected(prediction),
  'incident.alert-joined': ({ alert }) => `O alerta ${alert.name} de ${alert.service} foi incluído: ${alert.why}`,
  'incident.alert-changed': ({ name, status }) =>
    `${name ? `O alerta ${name}` : 'Um alerta'} ${status === 'firing' ? 'voltou a disparar' : 'cessou'}`,
  'incident.rerooted': ({ service, why }) => `${service} está mais perto da causa: ${why}`,
  'incident.merged': ({ into, why }) => `Continua no incidente ${into}: ${why}`,
  'incident.absorbed': ({ from, why }) => `Assumiu o incidente ${from}: ${why}`,
  'incident.split': ({ to, keys, why }) =>
    `${keys.length === 1 ? 'Um alerta passou' : `${keys.length} alertas passaram`} para o incidente ${to}: ${why}`,
  'incident.reopened': ({ alert, why }) => `Reaberto pelo alerta ${alert.name} de ${alert.service}: ${why}`,
  'incident.diagnosed': ({ diagnosis }) => {
    const [first] = diagnosis.hypotheses;
    if (!first) return `Examinou ${diagnosis.looked.join(', ')}: nenhuma causa provável encontrada`;
    const likely = first.standing === 'inconclusive' ? 'Melhor palpite, não conclusivo' : 'Causa provável';
    return `${likely}: ${first.title} (${first.service})`;
  },
  'incident.planned': ({ plan }) => `Plano: ${planned(plan)}`,
  'incident.proposed': ({ plan }) =>
    `Pede aprovação${plan.again === undefined ? '' : ` de novo (${plan.again})`}: ${planned(plan)}`,
  'incident.blocked': ({ plan, reason }) => `Reteve “${planned(plan)}”: ${reason}`,
  'incident.observed': ({ plan }) => `Faria, se pudesse: ${planned(plan)}`,
  'incident.approved': ({ by }) => `Aprovado por ${person(by)}`,
  'incident.rejected': ({ by, note }) => `Rejeitado por ${person(by)}${rest(note)}`,
  'incident.acting': ({ attempt: { number, step } }) =>
    `Começa a tentativa ${number}: ${step.action} em ${step.target}`,
  'incident.acted': ({ failed, result }) =>
    failed ? `A ação falhou: ${failed}` : `A ação foi feita${rest(result)}; o efeito será medido daqui a pouco`,
  'incident.still-verifying': ({ why }) => `Ainda sem resultado${why ? `: ${why}` : ''}; medirá de novo`,
  'incident.verified': ({ outcome, because }) =>
    `${terms.outcomes[outcome]}${rest(because.map(claim => claim.says).join('; '))}`,
  'incident.undoing': () => 'Começa a desfazer a ação',
  'incident.undone': ({ failed }) => (failed ? `Não conseguiu desfazer a ação: ${failed}` : 'Desfez a ação'),
  'incident.resolved': ({ how, why }) =>
    `${{ healed: 'Curado', 'by itself': 'Recuperou-se sozinho', 'by a person': 'Resolvido por uma pessoa' }[how]}${rest(why)}`,
  'incident.escalated': ({ reason }) => `Entregue a pessoas: ${reason}`,
  'incident.expired': ({ reason }) => `Expirou: ${reason}`,
  'incident.problem-raised': ({ service, failureMode, heals }) =>
    `Curado ${heals} vezes em sete dias: ${terms.failureModes[failureMode] ?? failureMode} (${service}) precisa de conserto`,
  'problem.acknowledged': ({ service, failureMode, note }) =>
    `O problema foi reconhecido: ${terms.failureModes[failureMode] ?? failureMode} (${service})${rest(note)}`,
  'incident.person-acted': ({ act: { by, says } }) => `${person(by)} agiu sem o Autocura: ${says}`,
  'incident.person-verified': ({ outcome, because }) =>
    `O que uma pessoa fez foi medido. ${terms.outcomes[outcome]}${rest(because.map(claim => claim.says).join('; '))}`,
  'incident.marked': ({ mark, by, note }) =>
    `${person(by)} diz que o que o Autocura teria feito seria: ${terms.wouldBeMarks[mark].toLowerCase()}${rest(note)}`,
  'incident.feedback': ({ hypothesis, right, by, note }) =>
    `${person(by)} diz que ${hypothesis} ${right ? '' : 'não '}foi a causa${rest(note)}`,
  'incident.deferred': ({ why }) => `Nada a fazer por enquanto: ${why}`,
  'alerts.received': ({ fired = [], again = [], resolved = [] }) =>
    `Alertas novos: ${fired.length}; de novo: ${again.length}; cessados: ${resolved.length}`,
  'alert.test-received': ({ sender }) => `Chegou um alerta de teste do ${sender}`,
  'change.recorded': ({ change }) => `Mudança em ${change.service}: ${change.summary}`,
  'brake.pulled': ({ reason }) => `O freio foi puxado: ${reason}`,
  'brake.released': ({ reason }) => `O freio foi solto: ${reason}`,
  'token.made': ({ name, permissions }) => `Um token foi criado para ${name}: ${permissions.join(', ')}`,
  'token.rotated': ({ until }) => `O token recebeu outro segredo; o anterior vale até ${until}`,
  'token.revoked': ({ reason }) => `O token foi revogado${rest(reason)}`,
  'factor.begun': () => 'Um segundo fator foi iniciado',
  'factor.confirmed': () => 'O segundo fator vale a partir de agora',
  'factor.used': ({ for: what }) => `Um código foi usado para ${what}`,
  'factor.recovered': ({ for: what }) => `Um código de recuperação foi usado para ${what}`,
  'factor.vouched': ({ for: what }) => `Um login com segundo fator foi aceito para ${what}`,
  'factor.failed': ({ for: what, reason }) => `Um código para ${what} não valeu: ${reason}`,
  'factor.reset': ({ reason }) => `O segundo fator foi retirado: ${reason}`,
  'look.recorded': ({ incident, service }) => `O incidente ${incident} de ${service} foi consultado`,
  'identity.refused': ({ reason, through, others = 0 }) =>
    `Alguém que veio por ${through} foi recusado: ${reason}${others > 0 ? `; e outros ${others} também` : ''}`,
  'prediction.told': ({ prediction }) => expected(prediction),
  'prediction.moved': ({ standing, latest }) =>
    standing ? `Ainda é esperado, com ${percent(latest.likelihood)}` : 'Já não é esperado',
  'prediction.judged': ({ outcome }) => `O que foi previsto foi avaliado: ${terms.predictionOutcomes[outcome]}`,
  'threshold.fired': ({ firing }) => unusual(firing),
  'threshold.ended': () => 'Voltou ao habitual',
  'level.changed': ({ change: { service, signal, unit, before, after } }) =>
    `O nível de ${signal} de ${service} mudou de ${quantity(before, unit, 'pt-BR')} para ${quantity(after, unit, 'pt-BR')}`,
  'sizing.proposed': ({ proposal }) => sized(proposal),
  'sizing.accepted': ({ by }) => `${person(by)} aceitou a proposta`,
  'sizing.refused': ({ by, note }) => `${person(by)} recusou a proposta${rest(note)}`,
  'sizing.withdrawn': ({ note }) => `Não é mais proposto: ${note}`,
  'sizing.measured': ({ result: { outcome } }) =>
    `O resultado foi medido${outcome === undefined ? '' : `. ${terms.outcomes[outcome]}`}`,
  'service.health-changed': ({ service, from, to, reasons }) =>
    `${service} passou de ${terms.health[from]} para ${terms.health[to]}${rest(reasons.join('; '))}`,
  'notice.step-taken': ({ about, to, why }) => {
    const names = to.map(({ name, channel }) => `${name} (${channel})`).join(', ') || 'ninguém';
    return `${about === 'call' ? 'Avisa' : 'Avisa que acabou a'} ${names}${rest(why)}`;
  },
  'notice.delivered': ({ channel, name }) => `Avisou ${name} por ${channel}`,
  'notice.undelivered': ({ channel, name, reason, again }) =>
    `${again === undefined ? 'Desistiu de avisar' : 'Não conseguiu avisar'} ${name} por ${channel}: ${reason}`,
  'notice.deferred': ({ why }) => `Por enquanto não avisa ninguém: ${why}`,
  'notice.acknowledged': ({ by, note }) => `Assumido por ${person(by)}${rest(note)}`,
  'notice.closed': ({ why }) => `Ninguém mais precisa ser avisado: ${why}`,
  'silence.made': ({ silence: { by, reason, to } }) => `${person(by)} pede silêncio até ${to}${rest(reason)}`,
  'silence.moved': ({ to }) => `O silêncio agora dura até ${to}`,
  'silence.ended': ({ why }) => `O silêncio acabou: ${why}`,
  'record.trimmed': ({ before, ended }) =>
    `Não se guardam mais: ${ended.length} fluxos em que nada foi escrito desde ${before}`,
};
