// The key that signs the logs of tests. Its seed is no secret.
import { LogKey } from '../../controller/audit/log-key.ts';

export const LOG_KEY = LogKey.of(new Uint8Array(32).fill(0x5e));
