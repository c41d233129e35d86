import type { BlameWords } from '../words';

const told = (paths: string[][]) => paths.map(path => path.join(' → ')).join('; ');

export const blame: BlameWords = {
  paths: (blamed, paths) => `Suspeita-se de ${blamed}; quem o chama sofre: ${told(paths)}.`,
  noPath: blamed => `Não se conhece nenhuma chamada que leve do que alerta até ${blamed}.`,
};
