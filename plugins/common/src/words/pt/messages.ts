import type { MessageWords } from '../words';

export const messages: MessageWords = {
  subjects: {
    escalated: service => `${service} precisa de uma pessoa`,
    proposed: service => `${service}: um plano espera o seu sim`,
    predicted: service => `${service} vai chegar a um limite`,
    problem: service => `${service} é curado repetidas vezes`,
    healed: service => `${service} foi curado`,
  },
  over: subject => `Acabou: ${subject}`,
  why: reason => `Por que você recebe isto: ${reason}`,
  plan: says => `Plano: ${says}`,
  alerts: count => (count === 1 ? 'Um alerta.' : `${count} alertas, um incidente.`),
  closed: why => `Acabou: ${why}`,
  taken: by => `Assumido por ${by}.`,
  open: 'Abrir o incidente',
  acknowledge: 'Eu assumo',
  approve: 'Aprovar o plano',
};
