// A key that somebody reported as unfit stays in the cabinet until the fault is cleared.
import { blockingFault } from '../../fault.ts';
import type { KeyRule } from '../facts.ts';

export const faultRule: KeyRule = ({ key }, { ledger }) => {
  const fault = blockingFault(ledger, key.id);
  return fault === null ? [] : [{ code: 'key_faulty', fault: fault.fault, since: fault.since }];
};
