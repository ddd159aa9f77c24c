// What the effects of the desk and of the page about oneself need, real but for the cabinet: a small hospital with two
// supervisors, a journal and a store on disk, and the ways in which keys get into hands.
import { randomBytes } from 'node:crypto';
import { sealNote } from '../../controller/audit/note-seal.ts';
import { alarmName } from '../../controller/domain/alarm.ts';
import type { EntrySeq, KeyId } from '../../controller/domain/ids.ts';
import type { NoteId } from '../../controller/domain/note.ts';
import type { During, ReleaseIntended } from '../../controller/domain/occurrence.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { hours, after as later } from '../../controller/domain/time.ts';
import type { DeskAnswer } from '../../controller/machines/desk-context.ts';
import type { DeskPage } from '../../controller/machines/desk-pages.ts';
import type { DeskRequest } from '../../controller/machines/desk-requests.ts';
import { serveDesk } from '../../controller/runtime/desk-effects.ts';
import { keepNotes } from '../../controller/runtime/note-keeper.ts';
import type { Services } from '../../controller/runtime/services.ts';
import { type CredentialStage, credentialStage } from './credential-stage.ts';
import {
  aKey,
  aKeyGroup,
  anIntent,
  aSlot,
  aStaff,
  fobId,
  keyGroupId,
  keyId,
  NOW,
  ROOMS,
  sessionId,
  slotId,
  staffId,
} from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';

export const NURSE = aStaff();
export const CHIEF = aStaff({ id: staffId('chief'), name: 'Élodie Marchbank', role: 'supervisor' });
export const DEPUTY = aStaff({ id: staffId('deputy'), name: 'D. Oakley', role: 'supervisor', number: '4711' });
/** The session of the chief. */
export const AT_DESK: During = { session: sessionId('session-9'), staff: CHIEF.id };
export const VANS = keyGroupId('vans');
export const LINEN = aKey();
export const VAN = aKey({ id: keyId('van'), number: 15, name: 'Van', class: 'vehicle', groups: [VANS] });
export const STORE = aKey({ id: keyId('store'), number: 16, name: 'Store', groups: [ROOMS, VANS] });

const NOW_PAGE: DeskPage = { kind: 'now' };

const HOMES: readonly (readonly [KeyId, number])[] = [
  [LINEN.id, 14],
  [VAN.id, 15],
  [STORE.id, 16],
];

export const DESK_SETUP: Partial<CabinetSetup> = {
  staff: [NURSE, CHIEF, DEPUTY],
  keys: [LINEN, VAN, STORE],
  keyGroups: [aKeyGroup(), aKeyGroup({ id: VANS, name: 'Vans', booking: 'possible' })],
  fobs: HOMES.map(([key, number]) => ({ id: fobId(`fob-${number}`), key, tag: null })),
  slots: HOMES.map(([, number]) =>
    aSlot({ id: slotId(`slot-${number}`), number, position: number - 1, fob: fobId(`fob-${number}`) }),
  ),
};

export interface DeskStage extends CredentialStage {
  /** Asks the desk of the chief, from the page `now` unless told otherwise. */
  ask(request: DeskRequest, over?: { readonly visitor?: During; readonly page?: DeskPage }): Promise<DeskAnswer>;
  /** Puts every key into its slot. */
  fill(): void;
  /** Lets somebody take a key. @returns the intent */
  take(key: KeyId, over?: Partial<ReleaseIntended>): EntrySeq;
  /** The kinds of the entries since the stage was filled. */
  kinds(): readonly string[];
  /** What a note says. */
  noted(id: NoteId): string | null;
}

export function deskStage(over: Partial<CabinetSetup> = {}): DeskStage {
  const stage = credentialStage({ ...DESK_SETUP, ...over });
  const services: Services = { ...stage.services, notes: keepNotes(sealNote, () => randomBytes(16)) };
  const { journal, roster, store } = services;
  const { running } = stage;
  let before = 0;
  const subjectOf = (key: KeyId) => {
    const slot = roster.homeOf(key);
    if (slot === null) throw new Error(`${key} has no slot`);
    return { ...roster.subjectOf(slot), key };
  };
  return {
    ...stage,
    services,
    ask: (request, { visitor = AT_DESK, page = NOW_PAGE } = {}) =>
      serveDesk({ services, running, visitor, page }, request),
    fill: () => {
      for (const { id } of roster.setup.keys) {
        const where = { ...subjectOf(id), during: null, cause: 'recovered' } as const;
        expectOk(journal.record({ kind: 'key.returned', ...where, holder: null }));
      }
      before = journal.size();
    },
    take: (key, intent = {}) => {
      const intended = anIntent({ ...subjectOf(key), ...intent });
      const token = expectOk(journal.intend(intended));
      const { session, staff, slot, fob, purpose, due } = intended;
      const what = { session, staff, slot, fob, key, purpose, due, intent: token.intent, cause: 'sensor' } as const;
      expectOk(journal.record({ kind: 'release.taken', ...what }));
      return token.intent;
    },
    kinds: () =>
      stage
        .logged()
        .slice(before)
        .map(({ kind }) => kind),
    noted: (id) => store.notes.read(id)?.text ?? null,
  };
}

/** A cabinet with every key in its slot. */
export function filled(): DeskStage {
  const stage = deskStage();
  stage.fill();
  return stage;
}

/** A cabinet in which the nurse has taken the linen key. */
export function taken(due = later(NOW, hours(1))): DeskStage {
  const stage = filled();
  stage.take(LINEN.id, { due });
  return stage;
}

export const ledgerOf = ({ services }: DeskStage) => services.journal.ledger();
export const newest = (stage: DeskStage) => stage.logged().at(-1);

/** The alarms that the cabinet was told to raise and to end, by name. */
export function alarmsOf({ sent }: DeskStage): readonly string[] {
  return sent.flatMap((event) =>
    event.type === 'alarm.raise' || event.type === 'alarm.end' ? [`${event.type} ${alarmName(event.alarm)}`] : [],
  );
}
