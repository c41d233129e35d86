export { healthQuestions, type HealthInput, type HealthSample, judgeHealth } from './judgeHealth';
