export { Healing } from './Healing';
export { HealingTab } from './HealingTab';
