// Whether any grant reaches from the person to the key, at whatever time and with whatever condition.
import type { KeyRule } from '../facts.ts';

export const grantRule: KeyRule = ({ staff, key }, { roster }) =>
  roster.grantsFor(staff, key).length > 0 ? [] : [{ code: 'no_grant' }];
