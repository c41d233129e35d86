import { promql, regex } from '../promql';
import type { Family } from './family';

/** Always full by design, or gone with the machine. */
const passing = regex('tmpfs|ramfs|overlay|squashfs|iso9660|erofs|fuse.*|autofs|nsfs|rpc_pipefs');

/** node_exporter, where its targets carry the name of the service that has the machine to itself. */
export const nodeFilesystem: Family = {
  id: 'node-filesystem',
  naming: 'labels',
  probes: ['node_filesystem_avail_bytes'],
  signals: {
    'disk.free': {
      parts: ['instance'],
      query: ({ by, is }) =>
        promql`min by (${by}) (node_filesystem_avail_bytes{${is}, fstype!~${passing}} / node_filesystem_size_bytes{${is}, fstype!~${passing}} unless on (instance, mountpoint) node_filesystem_readonly{${is}} == 1)`,
    },
  },
};
