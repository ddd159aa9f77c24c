// What a person could press on each screen of a whole cabinet: mostly what it offers, and a little that it does not.
import type { Command } from '../../controller/contract/command.ts';
import type { TestAppliance } from './appliance.ts';

const LOOKS = { language: 'fr', textSize: 'largest', theme: 'light-contrast', sound: false, moreTime: false } as const;
const LEAVE: readonly Command[] = [{ type: 'screen.back' }, { type: 'session.end' }];

/** One of several, whatever the number. */
export function pick<T>(from: readonly T[], at: number): T | undefined {
  return from[at % Math.max(1, from.length)];
}

/** @param at says which key, which choice, which text */
export function commandsOn(cabinet: TestAppliance, at: number): readonly Command[] {
  const { screen, session } = cabinet.look();
  const text = at % 2 === 0 ? null : 'case 12';
  switch (screen.name) {
    case 'home': {
      const key = pick(screen.offers, at)?.id ?? 'master';
      const have = pick(screen.have, at)?.id ?? key;
      return [
        { type: 'key.take', key },
        { type: 'key.take', key },
        { type: 'key.take_many', keys: [key, pick(screen.offers, at + 1)?.id ?? key] },
        { type: 'key.return', key: have },
        { type: 'key.hand_over', key: have },
        { type: 'report.open', key: have, report: at % 2 === 0 ? 'fault' : 'vehicle' },
        { type: 'slot.reopen', slot: pick(screen.misfilled, at) ?? 30 },
        { type: 'desk.open' },
        { type: 'account.open' },
        { type: 'device.open' },
        { type: 'key.show', key: at % 2 === 0 ? have : null },
        { type: 'preferences.set', preferences: LOOKS, remember: at % 2 === 0 },
        ...LEAVE,
      ];
    }
    case 'pin':
      return [{ type: 'pin.enter', pin: pinOf(cabinet, session?.person, at) }];
    case 'desk-pin':
      return [{ type: 'desk.prove', pin: pinOf(cabinet, session?.person, at) }];
    case 'desk-confirm':
      return [{ type: 'desk.confirm' }, { type: 'desk.now' }, ...LEAVE];
    case 'desk-sign':
    case 'desk-secure':
      return [{ type: 'desk.prove', pin: pinOf(cabinet, session?.person, at) }, { type: 'desk.now' }, ...LEAVE];
    case 'desk-rights':
      return [{ type: 'desk.leaf', sheet: screen.sheet + 1 }, { type: 'desk.sign', text: '' }, ...atDesk(at)];
    case 'witness':
      return [{ type: 'witness.cancel' }, { type: 'glass.open' }, ...LEAVE];
    case 'reason':
      return [{ type: 'reason.give', choice: pick(screen.choices, at) ?? null, text: 'case 12' }, ...LEAVE];
    case 'glass':
      return [{ type: 'glass.break', choice: pick(screen.choices, at) ?? null, text: 'it burns' }, ...LEAVE];
    case 'count':
      return [{ type: 'handover.count', count: at }, ...LEAVE];
    case 'handover':
      return [{ type: 'handover.confirm' }, { type: 'handover.confirm' }, ...LEAVE];
    case 'refused':
      return [{ type: 'glass.open' }, ...LEAVE];
    case 'report': {
      const severity = at % 3 === 0 ? 'critical' : 'minor';
      return [{ type: 'fault.report', key: screen.key.id, fault: 'bent', severity, text }, ...LEAVE];
    }
    case 'vehicle':
      return [{ type: 'vehicle.report', key: screen.key.id, mileage: at, fuel: at % 9, text }, ...LEAVE];
    case 'wrong-place':
      return [{ type: 'slot.reopen', slot: screen.slot }, ...LEAVE];
    case 'still-there':
      return [{ type: 'session.continue' }, ...LEAVE];
    case 'device':
      return [{ type: 'device.test' }, { type: 'device.restart_screen' }, { type: 'device.leave' }];
    case 'desk-emergency':
      return [{ type: 'desk.stop' }];
    case 'desk-now':
      return [{ type: 'desk.acknowledge', alarm: pick(screen.alarms, at)?.ref ?? 'none', text: 'seen' }, ...atDesk(at)];
    default:
      return screen.name.startsWith('desk-')
        ? atDesk(at)
        : [{ type: 'account.leave' }, { type: 'account.back' }, ...LEAVE];
  }
}

function atDesk(at: number): readonly Command[] {
  const [person, key] = ['staff-30', 'loading-bay'];
  return [
    { type: 'desk.now' },
    { type: 'desk.leave' },
    { type: 'desk.find', text: 'a' },
    { type: 'desk.key', key },
    { type: 'desk.suspend', person, silent: at % 2 === 0, text: 'why not' },
    { type: 'desk.reinstate', person, text: '' },
    { type: 'desk.rights', of: 'person', id: person },
    { type: 'desk.weak_badges' },
    { type: 'desk.correct_mileage', key: 'transport-van-2', mileage: at, text: 'typed wrong' },
    { type: 'desk.report_lost', key, text: '' },
    { type: 'desk.report_found', key },
    { type: 'desk.emergency', group: 'service-yard', text: 'smoke' },
    { type: 'desk.force', key, text: 'nobody else is there' },
    { type: 'desk.quarantine', slot: 24, text: 'the bolt grates' },
    { type: 'desk.put_in_use', slot: 24, text: '' },
  ];
}

/** Mostly the right one. */
function pinOf(cabinet: TestAppliance, name: string | undefined, at: number): string {
  const person = cabinet.people.find((one) => cabinet.nameOf(one) === name);
  return at % 5 === 0 ? '918273' : (person?.pin ?? '350679');
}
