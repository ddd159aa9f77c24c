// Slot boards: the kinds that can be bought, what an installer sets for each, and what each can see and do. Pure data.
import type { BoardId } from './ids.ts';
import { type ModbusProfile, SHIPPED_PROFILES, type ShippedProfile } from './modbus-profile.ts';

/** What a board can see and do. What it cannot do is said on the screen, never papered over. */
export interface BoardCapabilities {
  readonly positions: number;
  /** A contact that follows the bolt. */
  readonly bolt: boolean;
  /** A sensor that sees whether a fob stands in the slot. */
  readonly presence: boolean;
  /** A reader in each slot for the chip of the fob. */
  readonly fobId: boolean;
  /** A light at each slot. */
  readonly light: boolean;
  /** A contact of the cabinet door that is no slot's. */
  readonly door: boolean;
  /** A contact that opens when somebody opens the case. */
  readonly tamper: boolean;
  /** It tells whether it runs on mains and how its battery is. */
  readonly power: boolean;
}

/** Which level of a sensor bit means "closed"; locks and their wiring differ, so it is set when commissioning. */
export type Polarity = 'one-is-closed' | 'zero-is-closed';

interface OnBus {
  readonly id: BoardId;
  /** `serial:/dev/serial/by-id/…?baud=19200` or `tcp://host:port`. Boards with the same address share one bus. */
  readonly address: string;
  /** Number of the board on its bus: DIP switches, or its Modbus address. */
  readonly unit: number;
}

export type BoardSetup = KerongCu16Setup | KerongCu48bSetup | XorLockSetup | ModbusSetup;

/** Bolt and object sensor of 16 slots. `unit` 0–15. */
export interface KerongCu16Setup extends OnBus {
  readonly kind: 'kerong-cu16';
  readonly polarity: Polarity;
}

/** Bolt and object sensor of 48 slots. `unit` 0–255. */
export interface KerongCu48bSetup extends OnBus {
  readonly kind: 'kerong-cu48b';
  readonly polarity: Polarity;
}

/** The common 485 lock board with one feedback contact for each lock. `unit` 1–31. */
export interface XorLockSetup extends OnBus {
  readonly kind: 'xor-lock';
  /** Locks that the board has, 8–50. */
  readonly ways: number;
  readonly polarity: Polarity;
  /** What the feedback contact is wired to: the bolt, or a switch that a fob presses. */
  readonly contact: 'bolt' | 'presence';
  /** How long the board drives a lock, in whole seconds 1–9; null = the board's own 300 ms. */
  readonly pulse: number | null;
  /** Which end of the answer to "read all" holds locks 1–8; some firmware has it the other way round. */
  readonly order: 'last-byte-first' | 'first-byte-first';
}

/** Any board or PLC that speaks Modbus, by a profile. `unit` 1–247. */
export interface ModbusSetup extends OnBus {
  readonly kind: 'modbus';
  /** `rtu`: bytes of a serial line, also through a serial server. `tcp`: Modbus TCP with its own header. */
  readonly framing: 'rtu' | 'tcp';
  /** The name of a profile that we ship, or a profile. */
  readonly profile: ShippedProfile | ModbusProfile;
  readonly polarity: Polarity;
}

const KERONG = { bolt: true, presence: true, fobId: false, light: false, door: false, tamper: false, power: false };

/** What the board of a set-up can see and do. */
export function capabilitiesOf(setup: BoardSetup): BoardCapabilities {
  switch (setup.kind) {
    case 'kerong-cu16':
      return { ...KERONG, positions: 16 };
    case 'kerong-cu48b':
      return { ...KERONG, positions: 48 };
    case 'xor-lock':
      return {
        ...KERONG,
        positions: setup.ways,
        bolt: setup.contact === 'bolt',
        presence: setup.contact === 'presence',
      };
    case 'modbus': {
      const { positions, bolt, presence, fobId, light, door, tamper, mains, battery } = profileOf(setup);
      return {
        positions,
        bolt: bolt !== null,
        presence: presence !== null,
        fobId: fobId !== null,
        light: light !== null,
        door: door !== null,
        tamper: tamper !== null,
        power: mains !== null || battery !== null,
      };
    }
  }
}

/** The profile of a Modbus board, shipped or of the set-up itself. */
export function profileOf({ profile }: Pick<ModbusSetup, 'profile'>): ModbusProfile {
  return typeof profile === 'string' ? SHIPPED_PROFILES[profile] : profile;
}
