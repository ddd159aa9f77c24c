// The screen about the device (K25): what the machine said of itself, and each board and reader as the cabinet has it now.
// Names no person and no key.
import type {
  DeviceAnswerView,
  DeviceBoardView,
  DeviceLinkState,
  DeviceReaderView,
  DeviceScreen,
} from '../contract/device.ts';
import type { Alarm } from '../domain/alarm.ts';
import type { ReaderSetup } from '../domain/reader.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { deviceMachine } from '../machines/device.ts';
import type { DeviceAnswer } from '../machines/device-context.ts';
import { iso } from './key-views.ts';
import type { Picture } from './picture.ts';

export type DeviceState = ReturnType<(typeof deviceMachine)['transition']>;

/** The screen of the page. Before it has opened, and when it has ended, there is none: null. */
export function deviceScreen(picture: Picture, { value, context }: DeviceState): DeviceScreen | null {
  const { facts, answers, notice, since } = context;
  if (facts === null || value === 'opening' || value === 'ended') return null;
  const { log, disk, runningSince, quality, supervised, version, schema, hostname, addresses, pageHeard } = facts;
  return {
    name: 'device',
    facts: {
      version,
      runningSince: iso(runningSince),
      schema,
      hostname,
      addresses,
      pageHeard: pageHeard === null ? null : iso(pageHeard),
      disk: disk === null ? null : Math.round(disk),
      logSize: log.size,
      logRoot: log.root,
      signed: log.signed,
      clock: quality,
    },
    boards: boardViews(picture),
    readers: readerViews(picture),
    test: answers === null ? null : answers.map(answerView),
    supervised,
    notice,
    busy: value !== 'showing',
    endsAt: iso(after(since, DELAYS.deskIdle)),
  };
}

function boardViews({ roster, cabinet }: Picture): readonly DeviceBoardView[] {
  const { boards, slots } = roster.setup;
  const { readings, alarms } = cabinet.context;
  return boards.map(({ id, kind, address, unit }) => {
    const lost = standing(alarms, ({ kind: what, board }) => what === 'board_lost' && board === id);
    return {
      id,
      kind,
      address,
      unit,
      slots: slots.filter(({ board }) => board === id).length,
      ...stateOf(lost, readings.has(id)),
    };
  });
}

function readerViews({ roster, cabinet }: Picture): readonly DeviceReaderView[] {
  const { alarms } = cabinet.context;
  return roster.setup.readers.map((setup) => {
    const lost = standing(alarms, ({ kind, reader }) => kind === 'reader_lost' && reader === setup.id);
    return { id: setup.id, kind: setup.kind, address: addressOf(setup), ...stateOf(lost, true) };
  });
}

function standing(alarms: readonly Alarm[], test: (alarm: Alarm) => boolean): Alarm | null {
  return alarms.find((alarm) => alarm.gone === null && test(alarm)) ?? null;
}

function stateOf(
  lost: Alarm | null,
  isHeard: boolean,
): { readonly state: DeviceLinkState; readonly since: string | null } {
  if (lost !== null) return { state: 'lost', since: iso(lost.since) };
  return { state: isHeard ? 'online' : 'waiting', since: null };
}

function addressOf(setup: ReaderSetup): string | null {
  switch (setup.kind) {
    case 'simulated':
    case 'pcsc':
      return null;
    case 'keyboard-wedge':
      return setup.device;
    case 'serial-ascii':
    case 'osdp':
      return setup.address;
  }
}

function answerView(answer: DeviceAnswer): DeviceAnswerView {
  const ms = answer.took === null ? null : Math.round(answer.took);
  switch (answer.part) {
    case 'board':
      return { part: answer.part, id: answer.board, ms, fault: answer.fault };
    case 'reader':
      return { part: answer.part, id: answer.reader, ms, fault: answer.fault };
    case 'storage':
      return { part: answer.part, id: null, ms, fault: answer.fault };
  }
}
