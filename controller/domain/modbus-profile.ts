// How a board or PLC lays out its slots in Modbus tables: addresses from 0, one entry for each thing that it has. Pure data.

/** A table of the Modbus data model. Coils and holding registers can be written. */
export type BitTable = 'coil' | 'discrete-input';
export type RegisterTable = 'holding-register' | 'input-register';

/** A run of bits, one for each slot in their order. */
export interface BitRun {
  readonly table: BitTable;
  /** Address of the first slot's bit, from 0. */
  readonly first: number;
}

/** One bit of the whole board. */
export interface OneBit {
  readonly table: BitTable;
  readonly at: number;
  /** The level that means closed, present or good. */
  readonly good: 0 | 1;
}

export interface ModbusProfile {
  /** As people call it, e.g. "Waveshare Modbus RTU Relay (D)". */
  readonly name: string;
  readonly positions: number;
  readonly lock: /** One write makes the board drive the lock and let go by itself. `first` is the coil of the first slot. */
    | { readonly by: 'coil'; readonly first: number }
    /** FC05 to 0x0200 + relay with a value in units of 100 ms: not a legal coil value, as some relay boards want it. */
    | { readonly by: 'timed-coil'; readonly first: number; readonly pulse: number }
    /** A holding register for each slot takes the length of the pulse in ms. */
    | { readonly by: 'register'; readonly first: number; readonly pulse: number };
  /** Coils are switched off when the connection begins: a crash must not leave a bolt driven. null = the board needs no such thing. */
  readonly allOff: { readonly coil: number } | null;
  readonly bolt: BitRun | null;
  /** 1 = a fob stands there. */
  readonly presence: BitRun | null;
  /**
   * Four registers a slot, the most significant first; 0 = none. A chip on 1-Wire in the order of the wire: family, serial
   * number, CRC. Any other number stands at the low end and does not begin with 01.
   */
  readonly fobId: { readonly table: RegisterTable; readonly first: number } | null;
  readonly light: { readonly first: number } | null;
  readonly door: OneBit | null;
  readonly tamper: OneBit | null;
  readonly mains: OneBit | null;
  readonly battery: OneBit | null;
}

export const SHIPPED_PROFILE_NAMES = ['waveshare-relay-d', 'wardkey-map-v1'] as const;
export type ShippedProfile = (typeof SHIPPED_PROFILE_NAMES)[number];

export const SHIPPED_PROFILES: Readonly<Record<ShippedProfile, ModbusProfile>> = {
  /** Eight relays that time their own pulse; its eight inputs are wired to switches that the fobs press. */
  'waveshare-relay-d': {
    name: 'Waveshare Modbus RTU Relay (D)',
    positions: 8,
    lock: { by: 'timed-coil', first: 0, pulse: 700 },
    allOff: { coil: 0xff },
    bolt: null,
    presence: { table: 'discrete-input', first: 0 },
    fobId: null,
    light: null,
    door: null,
    tamper: null,
    mains: null,
    battery: null,
  },
  /** A board of up to 64 slots; positions that it does not have read 0. All of its bits stand in one row: one read tells them. */
  'wardkey-map-v1': {
    name: 'Wardkey register map v1',
    positions: 64,
    lock: { by: 'register', first: 0x0100, pulse: 500 },
    allOff: null,
    bolt: { table: 'discrete-input', first: 0x0000 },
    presence: { table: 'discrete-input', first: 0x0040 },
    fobId: { table: 'input-register', first: 0x0400 },
    light: { first: 0x0000 },
    door: { table: 'discrete-input', at: 0x0080, good: 1 },
    tamper: { table: 'discrete-input', at: 0x0081, good: 1 },
    mains: { table: 'discrete-input', at: 0x0082, good: 1 },
    battery: { table: 'discrete-input', at: 0x0083, good: 1 },
  },
};
