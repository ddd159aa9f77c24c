// The page about the device (K25) as a plain screen: what can be done, what every part says of itself. Names nobody.
import type {
  DeviceAnswerView,
  DeviceBoardView,
  DeviceReaderView,
  DeviceScreen,
} from '../../controller/contract/device.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

/** @param onRestart asks whether the service is to begin anew */
export function devicePage(screen: DeviceScreen, page: AsidePage, onRestart: () => void): Plain {
  const { machine } = page.words;
  const { boards, readers, test, notice, busy, endsAt } = screen;
  return {
    title: machine.title,
    alert: notice === null ? null : machine.notices[notice],
    groups: [
      ['', acts(screen, page, onRestart)],
      [machine.found, (test ?? []).map((answer) => answerRow(answer, page))],
      [machine.boards, boards.map((board) => boardRow(board, page))],
      [machine.readers, readers.map((reader) => readerRow(reader, page))],
      [machine.software, softwareRows(screen, page)],
      [machine.network, networkRows(screen, page)],
    ],
    busy,
    endsAt,
  };
}

function acts(
  { supervised }: DeviceScreen,
  { words: { machine }, send }: AsidePage,
  onRestart: () => void,
): readonly Row[] {
  return [
    { words: machine.test, note: machine.testHint, sign: 'check', press: () => send({ type: 'device.test' }) },
    {
      words: machine.screen,
      note: machine.screenHint,
      sign: 'phone',
      press: () => send({ type: 'device.restart_screen' }),
    },
    {
      words: machine.service,
      note: supervised ? machine.serviceHint : machine.alone,
      sign: 'lock',
      press: onRestart,
      off: !supervised,
    },
  ];
}

function answerRow({ part, id, ms, fault }: DeviceAnswerView, { words: { machine } }: AsidePage): Row {
  return {
    words: part === 'storage' ? machine.part.storage : machine.part[part](id ?? ''),
    note: fault === null ? machine.answered(ms) : machine.faults[fault],
    ...sign(fault === null),
  };
}

function boardRow({ id, kind, address, unit, slots, state, since }: DeviceBoardView, page: AsidePage): Row {
  const { machine } = page.words;
  return {
    words: `${machine.part.board(id)}, ${machine.states[state]}${sinceText(since, page)}`,
    note: [kind, machine.slots(slots), address, machine.unit(unit)].join(' · '),
    ...sign(state === 'online'),
  };
}

function readerRow({ id, kind, address, state, since }: DeviceReaderView, page: AsidePage): Row {
  const { machine } = page.words;
  return {
    words: `${machine.part.reader(id)}, ${machine.states[state]}${sinceText(since, page)}`,
    note: [kind, ...(address === null ? [] : [address])].join(' · '),
    ...sign(state === 'online'),
  };
}

function softwareRows({ facts }: DeviceScreen, { words: { machine }, near }: AsidePage): readonly Row[] {
  return [
    { words: machine.version, note: `${facts.version}. ${machine.schema(facts.schema)}` },
    { words: machine.running, note: near(facts.runningSince) },
    { words: machine.page, note: machine.pageHeard(facts.pageHeard === null ? null : near(facts.pageHeard)) },
    { words: machine.log, note: `${machine.entries(facts.logSize)}, ${machine.signed(facts.signed)}` },
    { words: machine.disk, note: machine.percent(facts.disk) },
    { words: machine.clock, note: machine.clocks[facts.clock], ...sign(facts.clock === 'good') },
    // In groups of eight, so that two people can compare it.
    { words: machine.root, note: facts.logRoot.replaceAll(/(.{8})(?=.)/g, '$1 ') },
  ];
}

function networkRows(
  { facts: { hostname, addresses } }: DeviceScreen,
  { words: { machine } }: AsidePage,
): readonly Row[] {
  const rows = addresses.map(({ link, address }): Row => ({ words: link, note: address }));
  return [{ words: machine.hostname, note: hostname }, ...(rows.length === 0 ? [{ words: machine.noNetwork }] : rows)];
}

function sinceText(since: string | null, { words, near }: AsidePage): string {
  return since === null ? '' : ` ${words.since(near(since))}`;
}

function sign(isWell: boolean): Pick<Row, 'sign' | 'tone'> {
  return isWell ? { sign: 'check' } : { sign: 'unplugged', tone: 'fault' };
}
