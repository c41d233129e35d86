import { promql } from '../promql';
import { httpServer } from './httpServer';

/** Micrometer, as Spring Boot exposes it. */
export const micrometer = httpServer('micrometer', 'http_server_requests_seconds', promql`outcome="SERVER_ERROR"`);
