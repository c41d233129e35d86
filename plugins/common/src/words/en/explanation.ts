import type { ExplanationWords } from '../words';

export const explanation: ExplanationWords = {
  cause: (standing, mode, service) => `${standing} cause: ${mode} (${service}).`,
  measured: (signal, service, now, usual) =>
    `${signal} of ${service}: ${now}${usual === undefined ? '' : `, usually ${usual}`}.`,
  rival: (mode, service) => `Less likely: ${mode} (${service}).`,
  unknown: services => `No likely cause was found among what was measured of ${services.join(', ')}.`,
  place: (service, confidence) =>
    `By statistics alone it stands out at ${service}${confidence === undefined ? '' : `, which is right in ${Math.round(confidence * 10)} of 10 such cases`}.`,
  fitting: (change, service, shared) =>
    `The change "${change}" of ${service} is about what fails: ${shared.join(', ')}.`,
  alike: (one, other) => `Which change it was is open: "${one}" and "${other}" fit about as well.`,
  logs: (kinds, services) =>
    `${kinds === 1 ? 'One kind of line is' : `${kinds} kinds of lines are`} new or far more frequent in the logs of ${services.join(', ')}.`,
  firstError: (service, traces, of) =>
    `By their log lines, ${traces} of ${of} failing requests failed first at ${service}.`,
  silent: count => (count === 1 ? 'One question had no answer.' : `${count} questions had no answer.`),
};
