// The cabinet door: what it reports of opening, closing and standing open, and what a silent board hides.
import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { type DoorEvent, doorMachine } from '../../../controller/machines/door.ts';
import { pass, stageMachine } from '../../support/machine-stage.ts';

const OPEN: DoorEvent = { type: 'door.read', contact: 'open' };
const CLOSED: DoorEvent = { type: 'door.read', contact: 'closed' };
const SILENT: DoorEvent = { type: 'door.silent' };

function stageDoor(...events: readonly DoorEvent[]) {
  const { actor, clock, heard } = stageMachine(doorMachine, { reported: 'closed' });
  for (const event of events) actor.send(event);
  return { actor, clock, words: () => heard.map(({ type }) => type), state: () => actor.getSnapshot().value };
}

describe('the door', () => {
  it('is found closed without a word', () => {
    const [unknown] = initialTransition(doorMachine, { reported: 'closed' });
    const [closed, actions] = transition(doorMachine, unknown, CLOSED);
    expect([unknown.value, closed.value, actions]).toEqual(['unknown', 'closed', []]);
  });

  it('reports each opening and each closing once', () => {
    const door = stageDoor(CLOSED, CLOSED, OPEN, OPEN, CLOSED, OPEN);
    expect(door.words()).toEqual(['door.opened', 'door.closed', 'door.opened']);
  });

  it('reminds, then raises its voice, both counted from the opening', async () => {
    const door = stageDoor(OPEN);
    await pass(door.clock, DELAYS.doorReminder - 100);
    expect(door.state()).toEqual({ open: 'attended' });
    await pass(door.clock, 100);
    expect(door.state()).toEqual({ open: 'reminding' });
    door.actor.send(OPEN);
    await pass(door.clock, DELAYS.doorAlarm - DELAYS.doorReminder - 100);
    expect(door.words()).toEqual(['door.opened']);
    await pass(door.clock, 100);
    expect([door.state(), door.words()]).toEqual([{ open: 'leftOpen' }, ['door.opened', 'door.left_open']]);
    door.actor.send(CLOSED);
    expect([door.state(), door.words().at(-1)]).toEqual(['closed', 'door.closed']);
  });

  it('starts counting anew with each opening', async () => {
    const door = stageDoor(OPEN);
    await pass(door.clock, DELAYS.doorAlarm - 100);
    door.actor.send(CLOSED);
    door.actor.send(OPEN);
    await pass(door.clock, DELAYS.doorReminder - 100);
    expect([door.state(), door.words().includes('door.left_open')]).toEqual([{ open: 'attended' }, false]);
  });

  it('tells a closing that a silent board has hidden as soon as the contact speaks again', () => {
    const door = stageDoor(OPEN, SILENT);
    expect(door.state()).toBe('unknown');
    door.actor.send(CLOSED);
    expect([door.state(), door.words()]).toEqual(['closed', ['door.opened', 'door.closed']]);
  });

  it('goes on after a restart from what it said before', () => {
    const { actor, heard } = stageMachine(doorMachine, { reported: 'open' });
    actor.send(CLOSED);
    expect([actor.getSnapshot().value, heard.map(({ type }) => type)]).toEqual(['closed', ['door.closed']]);
    const still = stageMachine(doorMachine, { reported: 'open' });
    still.actor.send(OPEN);
    expect([still.actor.getSnapshot().value, still.heard]).toEqual([{ open: 'attended' }, []]);
  });

  it('tells an opening that a silent board has hidden, and does not tell one twice', () => {
    expect(stageDoor(CLOSED, SILENT, OPEN).words()).toEqual(['door.opened']);
    expect(stageDoor(OPEN, SILENT, OPEN, CLOSED).words()).toEqual(['door.opened', 'door.closed']);
    expect(stageDoor(CLOSED, SILENT, CLOSED).words()).toEqual([]);
  });
});
