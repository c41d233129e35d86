import { promql } from '../promql';
import { httpServer } from './httpServer';

/** OpenTelemetry's stable HTTP server metrics. */
export const otelHttp = httpServer(
  'otel-http',
  'http_server_request_duration_seconds',
  promql`http_response_status_code=~"5.."`,
);
