// The alarms of a picture whose cause is there. What is over and only waits for a supervisor is left out.
import type { AlarmView, CabinetSnapshot } from '../../controller/contract/snapshot.ts';

export function standing({ alarms }: Pick<CabinetSnapshot, 'alarms'>): readonly AlarmView[] {
  return alarms.filter(({ gone }) => !gone);
}
