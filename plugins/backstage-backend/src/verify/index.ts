export { prevented } from './prevented';
export { questionKey, symptomQuestions } from './questions';
export { symptomsOf } from './symptoms';
export { verify } from './verify';
