export type { KeyService } from './keyService';
export { NoKeyError, SecretStore } from './SecretStore';
export { keyServiceOf, secretSettings } from './settings';
