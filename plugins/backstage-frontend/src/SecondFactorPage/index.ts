export { SecondFactorPage } from './SecondFactorPage';
