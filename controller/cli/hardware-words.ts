// What `wardkey hardware` says to an installer: lists, findings and hints in sentences. Pure; each hint says what to do.
import type { FindingFault, Findings, Found, Hint, ProbeStep } from '../drivers/finding/finding.ts';
import type { Hardware, SerialPortFound } from '../drivers/finding/ports.ts';
import type { SerialLine } from '../drivers/transport.ts';

const KINDS: Readonly<Record<Found['kind'] | 'modbus-tcp', string>> = {
  'kerong-cu16': 'KERONG CU16',
  'kerong-cu48b': 'KERONG CU48B',
  'xor-lock': 'XOR lock board',
  modbus: 'Modbus RTU board',
  'modbus-tcp': 'Modbus TCP board',
  osdp: 'OSDP reader',
  'serial-ascii': 'reader that sends text',
  'keyboard-wedge': 'reader that types',
  pcsc: 'smart card reader',
};

const HINTS: Readonly<Record<Hint, string>> = {
  check_locks_1_and_9:
    'which end of its answer is lock 1 cannot be known while nothing moves: check locks 1 and 9 when commissioning',
  set_ways: 'how many locks it has cannot be read: set "ways" to the number on the board',
  check_polarity: 'close one bolt by hand; if the cabinet says it is open, set "polarity" to "zero-is-closed"',
  choose_profile:
    'what stands where on it cannot be read: choose its profile by its maker, and write one if none is shipped',
  store_reader_key: 'store its own key with "wardkey reader key set" before the cabinet can use it',
  check_number: 'length and digits are those of this one badge: hold more badges to it and compare',
  other_line: 'it answers at another speed or parity than the address says: use the address below',
  echo: 'every question comes back: the adapter echoes, or A and B touch; switch the echo off if you can',
  swapped_wires: 'what comes looks like a line with A and B exchanged: exchange the two wires',
  unreadable:
    'bytes come but make no frame: another speed or parity, two boards with one number, or no 120 Ω at the ends',
  line_talks: 'somebody else talks on this line, so nothing was asked: disconnect the other controller first',
  cut_short: 'the time was over before all was asked: run it again with fewer boards on the line',
};

const FAULTS: Readonly<Record<FindingFault, string>> = {
  bad_address: 'this is no address: serial:/dev/… or tcp://host:port',
  in_use: 'a cabinet or another program uses this port: stop it first, or frames of both would be damaged',
  cancelled: 'ended; the port is closed',
  port_absent: 'there is no such device or host',
  port_refused: 'it cannot be opened: no permission (group dialout), or somebody else has it',
  port_closed: 'it closed while it was asked: unplugged, or a serial server that serves one caller only',
  silent: 'nothing answers',
  garbled: 'nothing that answers can be read',
  not_trusted: 'it is not trusted',
  crashed: 'a program that it needs has ended',
};

/** One line that says why a port cannot be looked at. */
export function faultLine(address: string, fault: FindingFault): string {
  return `${address}: ${FAULTS[fault]}`;
}

/** One line for somebody who waits. */
export function progressLine(step: ProbeStep): string {
  switch (step.type) {
    case 'listening':
      return `listening ${step.lasts / 1000} s${at(step.line)}: hold a badge to the reader`;
    case 'asking':
      return `asking for a ${KINDS[step.kind]}${at(step.line)}`;
    case 'found':
      return `${KINDS[step.kind]}, number ${step.unit}, answers`;
  }
}

/** What was found at one address, with a set-up for each. */
export function findingsText({ address, found, twins, hints, sample }: Findings): string {
  const nothing = found.length === 0 ? ['  nothing answers'] : [];
  const both = twins.map((unit) => `  ! number ${unit}: two boards have it; change one of them`);
  const notes = hints.map((hint) => `  ! ${HINTS[hint]}`);
  const bytes = sample === null ? [] : [`  what could not be read begins with ${sample}`];
  return lines([address, ...nothing, ...both, ...notes, ...bytes, ...found.flatMap(foundLines)]);
}

/** What is plugged in. */
export function hardwareText({ serial, keyboards, smartCards }: Hardware): string {
  const none = '  none';
  const typing = keyboards.map(
    ({ device, name, allowed }) => `  ${device}  ${name ?? 'no name'}${allowed ? '' : NOT_ALLOWED}`,
  );
  const cards =
    smartCards.fault === null ? `  ${smartCards.readers}, kind "pcsc"` : `  none (${FAULTS[smartCards.fault]})`;
  return lines([
    'Serial ports:',
    ...(serial.length === 0 ? [none] : serial.flatMap(portLines)),
    'Whatever types (readers and keyboards for people):',
    ...(typing.length === 0 ? [none] : typing),
    'Smart card readers:',
    cards,
  ]);
}

const NOT_ALLOWED = ': this user may not use it';

const FOLLOWS: Readonly<Record<SerialPortFound['follows'], string>> = {
  adapter: 'the name follows the adapter',
  socket: 'the name follows the socket: always plug it in there',
  nothing: 'this name may be another port after a restart',
};

function portLines({ address, device, follows, adapter, busy, allowed }: SerialPortFound): readonly string[] {
  const what = adapter === null ? 'port of this machine' : `${adapter.name ?? 'USB adapter'} (${adapter.model})`;
  const state = [busy ? 'in use' : 'free', ...(allowed ? [] : ['this user may not use it'])].join(', ');
  return [`  ${address}`, `    ${device}, ${what}, ${state}; ${FOLLOWS[follows]}`];
}

function foundLines({ kind, unit, line, positions, wired, setup, hints }: Found): readonly string[] {
  const number = unit === null ? '' : `, number ${unit}`;
  const size = positions === null ? '' : `, ${positions} positions`;
  const closed = wired === null ? '' : `, ${wired} seem wired`;
  return [
    `  ${KINDS[kind]}${number}${at(line)}${size}${closed}`,
    ...hints.map((hint) => `    ! ${HINTS[hint]}`),
    ...(setup === null ? [] : [`    for the set-up: ${JSON.stringify(setup)}`]),
  ];
}

function at(line: SerialLine | null): string {
  return line === null ? '' : ` at ${line.baudRate} 8${line.parity.charAt(0).toUpperCase()}${line.stopBits}`;
}

function lines(all: readonly string[]): string {
  return all.map((one) => `${one}\n`).join('');
}
