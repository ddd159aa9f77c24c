// What is plugged in: serial ports, keyboards and smart card readers by names that stay the same. Reads what the system knows
// and opens no port: to look must never disturb a cabinet that runs.
import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Timers } from '../../domain/time.ts';
import { isLocked } from './port-use.ts';
import { lookForSmartCards, type SmartCards } from './smart-cards.ts';

export interface UsbAdapter {
  /** As people call it; null = it does not say. */
  readonly name: string | null;
  /** `0403:6001`. */
  readonly model: string;
  /** null = it has none, and looks like any other of its model. */
  readonly serialNumber: string | null;
}

export interface SerialPortFound {
  /** For the set-up: `serial:` and the name that stays. Each kind of board and reader has its usual rate; `probe` finds another. */
  readonly address: string;
  /** The name of today, e.g. `/dev/ttyUSB0`. */
  readonly device: string;
  /** What the name follows: the adapter, the socket that it is plugged into, or nothing. */
  readonly follows: 'adapter' | 'socket' | 'nothing';
  /** null = a port of the machine itself. */
  readonly adapter: UsbAdapter | null;
  /** A program, such as a cabinet that runs, has it open and locked. */
  readonly busy: boolean;
  /** Whether this user may read and write it. */
  readonly allowed: boolean;
}

export interface KeyboardFound {
  /** For the set-up of a keyboard wedge. */
  readonly device: string;
  readonly name: string | null;
  readonly allowed: boolean;
}

export interface Hardware {
  readonly serial: readonly SerialPortFound[];
  /** Everything that types: readers, and keyboards for people. */
  readonly keyboards: readonly KeyboardFound[];
  readonly smartCards: SmartCards;
}

export interface ListOptions {
  readonly timers: Timers;
  /** Where /dev, /sys and /proc are looked for, `/` but in tests. */
  readonly root?: string;
  /** Where pcscd listens; left out = its usual place. */
  readonly pcscdSocket?: string;
}

interface Tty {
  readonly device: string;
  readonly adapter: UsbAdapter | null;
  readonly byId: string | null;
  readonly byPath: string | null;
}

const MACHINE = '/';

/** Lists what is plugged in, within 5 s. What cannot be read is left out; nothing is opened for writing. */
export async function listPorts({ timers, root = MACHINE, pcscdSocket }: ListOptions): Promise<Hardware> {
  const [serial, keyboards, smartCards] = await Promise.all([
    serialPorts(root),
    keyboardsIn(root),
    lookForSmartCards(timers, pcscdSocket),
  ]);
  return { serial, keyboards, smartCards };
}

/** The serial ports alone. @param root where /dev, /sys and /proc are looked for */
export async function serialPorts(root = MACHINE): Promise<readonly SerialPortFound[]> {
  const classes = path.join(root, 'sys/class/tty');
  const [ids, paths] = await Promise.all(
    ['dev/serial/by-id', 'dev/serial/by-path'].map((folder) => linksIn(path.join(root, folder))),
  );
  const found = await Promise.all((await namesIn(classes)).map((name) => ttyOf(root, name, ids, paths)));
  const ttys = found.filter((tty) => tty !== null);
  return await Promise.all(ttys.map((tty) => portOf(tty, ttys, root)));
}

async function portOf(tty: Tty, all: readonly Tty[], root: string): Promise<SerialPortFound> {
  const { device, adapter, byId, byPath } = tty;
  const isUnique = byId !== null && adapter !== null && hasOwnName(adapter, tty, all);
  const [name, follows] =
    isUnique && byId !== null
      ? ([byId, 'adapter'] as const)
      : byPath !== null
        ? ([byPath, 'socket'] as const)
        : ([device, 'nothing'] as const);
  const file = path.join(root, device);
  const [busy, allowed] = await Promise.all([isLocked(file, root), isAllowed(file, constants.R_OK | constants.W_OK)]);
  return { address: `serial:${name}`, device, follows, adapter, busy, allowed };
}

/** Cheap adapters have no serial number, or all the same one: the name by id then leads to whichever was plugged in last. */
function hasOwnName({ serialNumber, model }: UsbAdapter, { device }: Tty, all: readonly Tty[]): boolean {
  if (serialNumber === null) return false;
  const twins = all.filter(({ adapter }) => adapter?.serialNumber === serialNumber && adapter.model === model);
  return twins.every(({ device: other, byId }) => other === device || byId !== null);
}

/** null = no port: a console, or a place where the kernel would drive a port if there were one. */
async function ttyOf(
  root: string,
  name: string,
  ids: Links = new Map(),
  paths: Links = new Map(),
): Promise<Tty | null> {
  const folder = path.join(root, 'sys/class/tty', name);
  const hardware = await realpath(path.join(folder, 'device')).catch(() => null);
  if (hardware === null || (await lineIn(path.join(folder, 'type'))) === '0') return null;
  const device = `/dev/${name}`;
  return {
    device,
    adapter: await adapterOf(hardware, root),
    byId: nameOf(ids.get(device), 'by-id'),
    byPath: nameOf(paths.get(device), 'by-path'),
  };
}

/** Goes up from a port to the USB device that it is part of. */
async function adapterOf(hardware: string, root: string): Promise<UsbAdapter | null> {
  const top = await realpath(path.join(root, 'sys')).catch(() => root);
  for (let folder = hardware; folder.startsWith(`${top}/`); folder = path.dirname(folder)) {
    const vendor = await lineIn(path.join(folder, 'idVendor'));
    if (vendor === null) continue;
    const [product, maker, name, serialNumber] = await Promise.all(
      ['idProduct', 'manufacturer', 'product', 'serial'].map((file) => lineIn(path.join(folder, file))),
    );
    const words = [maker, name].filter((word) => word !== null && word !== undefined).join(' ');
    return {
      name: words === '' ? null : words,
      model: `${vendor}:${product ?? ''}`,
      serialNumber: serialNumber ?? null,
    };
  }
  return null;
}

async function keyboardsIn(root: string): Promise<readonly KeyboardFound[]> {
  const links = await linksIn(path.join(root, 'dev/input/by-id'));
  const typing = [...links].flatMap(([target, names]) =>
    names.filter((name) => name.endsWith('-event-kbd')).map((name) => ({ target, name })),
  );
  return await Promise.all(
    typing.map(async ({ target, name }) => ({
      device: `/dev/input/by-id/${name}`,
      name: await lineIn(path.join(root, 'sys/class/input', path.basename(target), 'device/name')),
      allowed: await isAllowed(path.join(root, target), constants.R_OK),
    })),
  );
}

/** Links of a folder by the device that they lead to, e.g. `/dev/ttyUSB0`. */
type Links = ReadonlyMap<string, readonly string[]>;

async function linksIn(folder: string): Promise<Links> {
  const links = new Map<string, readonly string[]>();
  for (const name of await namesIn(folder)) {
    const target = await realpath(path.join(folder, name)).catch(() => null);
    const at = target?.lastIndexOf('/dev/') ?? -1;
    if (target === null || at < 0) continue;
    const device = target.slice(at);
    links.set(device, [...(links.get(device) ?? []), name]);
  }
  return links;
}

function nameOf(names: readonly string[] | undefined, folder: 'by-id' | 'by-path'): string | null {
  const [name] = names ?? [];
  return name === undefined ? null : `/dev/serial/${folder}/${name}`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  return names.toSorted((a, b) => (a < b ? -1 : 1));
}

/** What is not there, and what is empty, says nothing. */
async function lineIn(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}

async function isAllowed(file: string, mode: number): Promise<boolean> {
  return await access(file, mode).then(
    () => true,
    () => false,
  );
}
