export const pluginId = 'autocura-healing-app';
