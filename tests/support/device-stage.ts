// What a machine says of itself in tests of the page about the device, and a host that only remembers what it was asked.
import type { DeviceFacts } from '../../controller/machines/device-context.ts';
import type { Host } from '../../controller/runtime/host.ts';
import { NOW } from './domain-builders.ts';

export const DEVICE_FACTS: DeviceFacts = {
  version: '0.1.0',
  runningSince: NOW,
  pageHeard: NOW,
  schema: 3,
  hostname: 'wardkey-1',
  addresses: [{ link: 'eth0', family: 'IPv4', address: '192.0.2.44' }],
  disk: 31.4,
  log: { size: 12, root: '3f'.repeat(32), signed: 10 },
  quality: 'good',
  supervised: true,
};

export interface RememberingHost extends Host {
  readonly asked: readonly string[];
}

export function rememberingHost(): RememberingHost {
  const asked: string[] = [];
  const { version, runningSince, schema, supervised, hostname, addresses, pageHeard, disk } = DEVICE_FACTS;
  return {
    asked,
    about: { version, runningSince, schema, supervised },
    edition: () => String(asked.length),
    renewPage: () => void asked.push('page'),
    network: () => ({ hostname, addresses }),
    pageHeard: () => pageHeard,
    diskUse: () => disk,
    restart: () => void asked.push('service'),
  };
}
