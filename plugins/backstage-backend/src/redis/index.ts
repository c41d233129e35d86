export { noRedis, openRedis, type Redis } from './redis';
export { redisSettings, type RedisSettings } from './settings';
