// Every machine by its definition: each state has a way in and a way out, and leads home without anybody's help.
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { loadMachines } from '../../support/architecture/machines.ts';
import { deadEnds, stateGraph } from '../../support/architecture/state-graph.ts';

const machines = (await loadMachines()).flatMap((file) => file.machines);

/** Where each machine comes to rest: nothing is under way there. */
const HOME: Readonly<Record<string, readonly string[]>> = {
  'account.ts accountMachine': ['account.ended'],
  'alarm.ts alarmMachine': ['alarm.closed'],
  'cabinet.ts cabinetMachine': ['cabinet.recovery.watching', 'cabinet.hall.idle'],
  'desk.ts deskMachine': ['desk.ended'],
  'device.ts deviceMachine': ['device.ended'],
  'door.ts doorMachine': ['door.closed'],
  'due.ts dueMachine': ['due.sleeping'],
  'emergency.ts emergencyMachine': ['emergency.ended'],
  'enrolment.ts enrolmentMachine': ['enrolment.ended'],
  'handover.ts handoverMachine': ['handover.ended'],
  'link.ts linkMachine': ['link.online'],
  'reporting.ts reportingMachine': ['reporting.ended'],
  'session.ts sessionMachine': ['session.ended'],
  'shift.ts shiftMachine': ['shift.ended'],
  'slot.ts slotMachine': ['slot.settled'],
  'storage.ts storageMachine': ['storage.available'],
  'witnessing.ts witnessingMachine': ['witnessing.ended'],
};

/** What happens without a person: time passes, effects answer or fail, sensors and boards speak. */
const WITHOUT_PEOPLE = /^(?:xstate\.|slot\.(?:read|silent|reconciled)$|door\.)/;
/** What waits for a person by its nature: an alarm is closed by nobody but one who acknowledges it. */
const WITH_PEOPLE: Readonly<Record<string, RegExp>> = { 'alarm.ts alarmMachine': /^alarm\./ };

describe.each(machines)('$name', ({ name, machine }) => {
  it('has a way in and a way out for every state', () => {
    expect(deadEnds(machine)).toEqual([]);
    expect(stateGraph(machine).atoms.length).toBeGreaterThan(2);
  });

  it('comes to rest from every state without anybody touching a screen', () => {
    const graph = stateGraph(machine, (event) => WITHOUT_PEOPLE.test(event) || WITH_PEOPLE[name]?.test(event) === true);
    const homes = HOME[name] ?? [];
    expect(homes.length).toBeGreaterThan(0);
    for (const home of homes) {
      const region = home.slice(0, home.lastIndexOf('.') + 1);
      const lost = graph.atoms.filter(
        (state) => state.startsWith(region) && state !== home && !graph.beyond(state).has(home),
      );
      expect(lost).toEqual([]);
    }
  });
});

describe('the walk', () => {
  const planted = (states: Record<string, object>) => createMachine({ id: 'm', initial: 'a', states });

  it('catches a state without a way in or out, however deep', () => {
    expect(deadEnds(planted({ a: { on: { go: 'b' } }, b: { on: { go: 'a' } }, c: { on: { go: 'a' } } }))).toEqual([
      'm.c: no way in',
    ]);
    expect(deadEnds(planted({ a: { on: { go: 'b' } }, b: { on: { go: 'b' } } }))).toEqual(['m.b: no way out']);
    const deep = { initial: 'x', states: { x: { on: { go: 'y' } }, y: {} } };
    expect(deadEnds(planted({ a: deep }))).toEqual(['m.a.y: no way out']);
  });

  it('lets final states, ways out of a state around it and ways by time or effect pass', () => {
    const deep = { initial: 'x', states: { x: {} }, on: { go: 'b' } };
    expect(
      deadEnds(planted({ a: deep, b: { after: { 100: 'c' } }, c: { always: 'd' }, d: { type: 'final' } })),
    ).toEqual([]);
  });

  it('can leave events out', () => {
    const graph = stateGraph(
      planted({ a: { on: { go: 'b' } }, b: { after: { 100: 'a' } } }),
      (event) => event !== 'go',
    );
    expect([graph.reached.has('m.b'), graph.beyond('m.b').has('m.a')]).toEqual([false, true]);
  });
});
