// The screens of an emergency release: what is open, what comes next, what failed. Decides nothing.
import type { DeskScreen } from '../contract/desk.ts';
import type { EmergencyCounts } from '../contract/desk-emergency.ts';
import type { DeskContext } from '../machines/desk-context.ts';
import type { EmergencyProgress, EmergencySlot } from '../machines/emergency-context.ts';
import { keyRef, type RecordFacts } from './desk-views.ts';
import { forcingScreen } from './force-screens.ts';
import { numberOf } from './key-views.ts';

/** The screen of an emergency release that is under way, or of one key that is forced out. */
export function emergencyScreen(facts: RecordFacts, context: DeskContext): DeskScreen {
  const { progress, emergency: asked } = context;
  const { roster } = facts;
  const forced = asked === null || asked.key === null ? null : forcingScreen(facts, context, asked.key);
  if (forced !== null) return forced;
  const place = ({ key: id, slot: at }: EmergencySlot) => {
    const [key, slot] = [keyRef(roster, id), numberOf(roster, at)];
    return key === null || slot === null ? [] : [{ slot, key }];
  };
  const open = (progress?.open ?? []).flatMap(place);
  const turn = progress?.current === null || progress === null ? [] : place(progress.current);
  const [current] = [...turn.map((one) => ({ ...one, open: false })), ...open.map((one) => ({ ...one, open: true }))];
  return {
    ...countsOf(facts, progress),
    name: 'desk-emergency',
    group: asked?.group === null || asked === null ? null : (roster.keyGroup(asked.group)?.name ?? null),
    current: current ?? null,
    open,
    stopping: progress?.stopping ?? false,
  };
}

/** How far it has come. */
export function countsOf({ roster }: RecordFacts, progress: EmergencyProgress | null): EmergencyCounts {
  if (progress === null) return { total: 0, released: 0, failed: [] };
  const failed = progress.failed.flatMap(({ key: id, why }) => {
    const key = keyRef(roster, id);
    return key === null ? [] : [{ key, why }];
  });
  return { total: progress.total, released: progress.released.length, failed };
}
