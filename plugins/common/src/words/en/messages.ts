import type { MessageWords } from '../words';

export const messages: MessageWords = {
  subjects: {
    escalated: service => `${service} needs a person`,
    proposed: service => `${service}: a plan waits for your yes`,
    predicted: service => `${service} will reach a limit`,
    problem: service => `${service} is healed again and again`,
    healed: service => `${service} was healed`,
  },
  over: subject => `Over: ${subject}`,
  why: reason => `Why you are told: ${reason}`,
  plan: says => `Plan: ${says}`,
  alerts: count => (count === 1 ? 'One alert.' : `${count} alerts, one incident.`),
  closed: why => `It is over: ${why}`,
  taken: by => `Taken on by ${by}.`,
  open: 'Open the incident',
  acknowledge: 'I take it',
  approve: 'Approve the plan',
};
