import type { ExplanationWords } from '../words';

export const explanation: ExplanationWords = {
  cause: (standing, mode, service) => `Causa ${standing.toLowerCase()}: ${mode} (${service}).`,
  measured: (signal, service, now, usual) =>
    `${signal} de ${service}: ${now}${usual === undefined ? '' : `, normalmente ${usual}`}.`,
  rival: (mode, service) => `Menos provável: ${mode} (${service}).`,
  unknown: services => `Não se encontrou causa provável no que foi medido de ${services.join(', ')}.`,
  place: (service, confidence) =>
    `Só pela estatística, destaca-se em ${service}${confidence === undefined ? '' : `, o que está certo em ${Math.round(confidence * 10)} de 10 casos assim`}.`,
  fitting: (change, service, shared) => `A mudança "${change}" de ${service} trata do que falha: ${shared.join(', ')}.`,
  alike: (one, other) => `Qual mudança foi está em aberto: "${one}" e "${other}" combinam de forma parecida.`,
  logs: (kinds, services) =>
    kinds === 1
      ? `Um tipo de linha é novo ou bem mais frequente nos logs de ${services.join(', ')}.`
      : `${kinds} tipos de linhas são novos ou bem mais frequentes nos logs de ${services.join(', ')}.`,
  firstError: (service, traces, of) =>
    `Pelas linhas de log, ${traces} de ${of} requisições com falha falharam primeiro em ${service}.`,
  silent: count => (count === 1 ? 'Uma pergunta ficou sem resposta.' : `${count} perguntas ficaram sem resposta.`),
};
