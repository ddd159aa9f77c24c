// The import table of the house: which folder is which room, and what each room may import. Data; import-rules.ts applies it.

export type RoomName =
  | 'domain'
  | 'contract'
  | 'machines'
  | 'delays'
  | 'projection'
  | 'drivers'
  | 'store'
  | 'audit'
  | 'credentials'
  | 'time zone'
  | 'setup'
  | 'http'
  | 'runtime'
  | 'config'
  | 'demo'
  | 'main'
  | 'cli'
  | 'kiosk'
  | 'admin page'
  | 'page build'
  | 'provisioning'
  | 'tests'
  | 'tooling';

export interface Room {
  /** Folders end with a slash; the longest place that fits decides. */
  readonly places: readonly string[];
  /** Rooms it may import besides itself; 'any' still leaves out what only others may import. */
  readonly rooms: readonly RoomName[] | 'any';
  /** Rooms of which it may import types and nothing else. */
  readonly types: readonly RoomName[];
  readonly packages: readonly string[] | 'any';
  readonly builtins: boolean;
}

const PAGE = { rooms: ['contract'], types: [], builtins: false } as const;
const PAGE_PACKAGES = ['preact', '@preact/signals', '@fontsource-variable/atkinson-hyperlegible-next'];

export const ROOMS: Readonly<Record<RoomName, Room>> = {
  domain: { places: ['controller/domain/'], rooms: [], types: [], packages: [], builtins: false },
  contract: { places: ['controller/contract/'], rooms: [], types: ['domain'], packages: ['zod'], builtins: false },
  machines: {
    places: ['controller/machines/'],
    rooms: ['domain', 'delays'],
    types: [],
    packages: ['xstate'],
    builtins: false,
  },
  delays: {
    places: ['controller/machines/delays.ts', 'controller/machines/pace.ts'],
    rooms: ['domain'],
    types: [],
    packages: [],
    builtins: false,
  },
  projection: {
    places: ['controller/projection.ts', 'controller/projection/'],
    rooms: ['contract', 'domain', 'delays'],
    types: ['machines'],
    packages: ['xstate'],
    builtins: false,
  },
  drivers: {
    places: ['controller/drivers/'],
    rooms: ['domain'],
    types: [],
    packages: ['serialport', 'nfc-pcsc', 'modbus-serial'],
    builtins: true,
  },
  store: { places: ['controller/store/'], rooms: ['domain'], types: [], packages: ['better-sqlite3'], builtins: true },
  audit: { places: ['controller/audit/'], rooms: ['domain'], types: [], packages: [], builtins: true },
  credentials: {
    places: ['controller/credentials/'],
    rooms: ['domain'],
    types: [],
    packages: ['@node-rs/argon2'],
    builtins: true,
  },
  'time zone': {
    places: ['controller/time-zone.ts'],
    rooms: ['domain'],
    types: [],
    packages: ['temporal-polyfill'],
    builtins: false,
  },
  setup: {
    places: ['controller/setup/'],
    rooms: ['domain', 'time zone'],
    types: [],
    packages: ['zod'],
    builtins: true,
  },
  http: {
    places: ['controller/http/'],
    rooms: ['contract', 'domain'],
    types: ['runtime'],
    packages: ['express', 'helmet'],
    builtins: true,
  },
  runtime: {
    places: ['controller/runtime.ts', 'controller/runtime/'],
    rooms: ['contract', 'domain', 'machines', 'delays', 'projection'],
    types: ['drivers', 'store', 'audit', 'credentials'],
    packages: ['xstate'],
    builtins: false,
  },
  config: { places: ['controller/config.ts'], rooms: ['domain'], types: [], packages: ['zod'], builtins: true },
  demo: { places: ['controller/demo/'], rooms: ['domain'], types: [], packages: [], builtins: false },
  main: {
    places: [
      'controller/main.ts',
      'controller/data-folder.ts',
      'controller/setup-change.ts',
      'controller/erasure.ts',
      'controller/host.ts',
      'controller/simulation.ts',
    ],
    rooms: 'any',
    types: [],
    packages: [],
    builtins: true,
  },
  cli: {
    places: ['controller/cli.ts', 'controller/cli/', 'controller/launch.cjs'],
    rooms: 'any',
    types: [],
    packages: [],
    builtins: true,
  },
  kiosk: { ...PAGE, places: ['kiosk/'], packages: PAGE_PACKAGES },
  'admin page': { ...PAGE, places: ['provisioning/admin/'], packages: [...PAGE_PACKAGES, 'preact-iso'] },
  'page build': {
    places: ['kiosk/bundle-budget.ts', 'kiosk/late-styles.ts', 'kiosk/unused-words.ts'],
    rooms: [],
    types: [],
    packages: ['vite'],
    builtins: true,
  },
  provisioning: {
    places: ['provisioning/'],
    rooms: ['contract', 'domain'],
    types: [],
    packages: [],
    builtins: true,
  },
  tests: { places: ['tests/'], rooms: 'any', types: [], packages: 'any', builtins: true },
  tooling: {
    places: ['vite.config.ts', 'vitest.config.ts'],
    rooms: ['page build', 'kiosk'],
    types: [],
    packages: ['vite', 'vitest'],
    builtins: true,
  },
};

/** Rooms that nobody imports but these. */
export const PRIVATE: ReadonlyMap<RoomName, readonly RoomName[]> = new Map<RoomName, readonly RoomName[]>([
  ['main', ['cli', 'tests']],
  ['cli', ['tests']],
  ['tests', []],
  ['tooling', ['tests']],
]);

/** Packages that only one corner of a room may touch. Tests may use any. */
export const CORNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['serialport', ['controller/drivers/transport.ts']],
  ['nfc-pcsc', ['controller/drivers/badge-readers/pcsc/']],
  ['modbus-serial', ['controller/drivers/slot-boards/modbus/']],
  ['better-sqlite3', ['controller/store/']],
  ['express', ['controller/http/']],
  ['helmet', ['controller/http/']],
  ['@node-rs/argon2', ['controller/credentials/']],
  ['zod', ['controller/contract/', 'controller/config.ts', 'controller/setup/']],
  ['xstate', ['controller/machines/', 'controller/runtime.ts', 'controller/runtime/']],
]);

/** The room of a file; null = none has a place for it. */
export function roomOf(path: string): RoomName | null {
  const fits = Object.entries(ROOMS).flatMap(([name, room]) =>
    room.places.filter((place) => holds(place, path)).map((place) => ({ name, length: place.length })),
  );
  const [best] = fits.toSorted((a, b) => b.length - a.length);
  return best !== undefined && isRoom(best.name) ? best.name : null;
}

/** Whether a file stands in a folder, or is the file. */
export function holds(place: string, path: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}

function isRoom(name: string): name is RoomName {
  return Object.hasOwn(ROOMS, name);
}
