import { promql } from '../promql';
import type { Family } from './family';

/** How long certificates are valid, by blackbox_exporter and x509-certificate-exporter, where targets name the service. */
export const certificates: Family = {
  id: 'certificates',
  naming: 'labels',
  probes: ['probe_ssl_earliest_cert_expiry', 'x509_cert_not_after'],
  signals: {
    'certificate.left': {
      parts: ['instance'],
      query: ({ by, is }) =>
        promql`min by (${by}) (probe_ssl_earliest_cert_expiry{${is}} or x509_cert_not_after{${is}}) - time()`,
    },
  },
};
