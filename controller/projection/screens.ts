// Which screen is shown, and what is on it. A thing that may not be done is shown with its refusals. Pure.
import type { HeldKey, KeyOffer, KeyView, RefusalView, Screen } from '../contract/snapshot.ts';
import { heldBy, isOverdue } from '../domain/custody.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { Decision } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { after, type Duration, type Instant } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { SessionContext, SessionRefusal } from '../machines/session-context.ts';
import type { Picture } from './picture.ts';

type Serving = Picture & { readonly session: NonNullable<Picture['session']> };

/** The screen of this moment. */
export function screenOf(picture: Picture): Screen {
  const { cabinet, session, roster } = picture;
  const { context } = cabinet;
  if (cabinet.matches({ hall: 'starting' })) {
    const waitingFor = context.layout.boards
      .filter(({ board }) => !context.readings.has(board))
      .map(({ board }) => `board ${board}`);
    return { name: 'starting', step: waitingFor.length === 0 ? 'reconciling' : 'connecting', waitingFor };
  }
  if (cabinet.matches({ hall: 'turningAway' })) {
    const refusals = [{ code: 'badge_unknown', contact: roster.setup.identity.contact }] as const;
    return { name: 'refused', key: null, refusals, endsAt: ends(context.since, DELAYS.refusedDisplay) };
  }
  if (cabinet.matches({ hall: 'showingReturn' }) && context.returned !== null) {
    const { key, slot } = context.returned;
    return {
      name: 'returned',
      slot: numberOf(picture, slot),
      key: keyView(picture, key),
      endsAt: ends(context.since, DELAYS.noticeDisplay),
    };
  }
  if (cabinet.matches({ hall: 'serving' }) && session !== null) return servingScreen({ ...picture, session });
  return { name: 'idle', notice: context.trouble };
}

function servingScreen(picture: Serving): Screen {
  const { session } = picture;
  const { context } = session;
  const until = (delay: Duration) => ends(context.since, delay);
  switch (session.value) {
    case 'pin':
    case 'checkingPin':
      return pinScreen(context, session.value === 'checkingPin', until(DELAYS.sessionIdle));
    case 'home':
      return {
        name: 'home',
        offers: offersOf(picture),
        have: heldKeys(picture, heldBy(picture.custody, context.visitor.staff)),
        misfilled: context.misfilled === null ? [] : [numberOf(picture, context.misfilled)],
        endsAt: until(DELAYS.sessionIdle),
      };
    case 'deciding':
    case 'releasing':
    case 'taken':
      return { name: 'releasing', slot: chosenSlot(picture), key: chosenKey(picture) };
    case 'taking':
      return {
        name: 'take',
        slot: chosenSlot(picture),
        key: chosenKey(picture),
        startedAt: iso(context.since),
        endsAt: until(DELAYS.takeWindow),
      };
    case 'pushingBack':
      return { name: 'push-back', slot: chosenSlot(picture), key: chosenKey(picture) };
    case 'closing':
      return { name: 'close-door', ...balance(picture), since: iso(context.since) };
    case 'done':
      return { name: 'done', ...balance(picture), endsAt: until(DELAYS.doneDisplay) };
    case 'returning':
      return returnScreen(picture, until(DELAYS.returnWindow));
    case 'misplaced':
      return misplacedScreen(picture);
    case 'refused':
      return refusedScreen(picture, context.refusal, until(DELAYS.refusedDisplay));
    case 'stillThere':
      return { name: 'still-there', endsAt: until(DELAYS.stillThereWindow) };
    default:
      return { name: 'idle', notice: null };
  }
}

function pinScreen({ pin }: SessionContext, checking: boolean, endsAt: string): Screen {
  const { gate, wrong } = pin;
  const locked = !gate.open && gate.locked;
  return {
    name: 'pin',
    wrong: wrong && !checking,
    triesLeft: gate.open && wrong ? gate.triesLeft : null,
    waitUntil: gate.open || gate.locked ? null : iso(gate.waitUntil),
    locked,
    checking,
    endsAt,
  };
}

function returnScreen(picture: Serving, endsAt: string): Screen {
  const { returning } = picture.session.context;
  const home = returning === null ? null : picture.roster.homeOf(returning);
  if (returning === null || home === null) return { name: 'idle', notice: null };
  return { name: 'return', slot: home.number, key: keyView(picture, returning), endsAt };
}

function misplacedScreen(picture: Serving): Screen {
  const { session, custody, reopenDecision } = picture;
  const { misfilled, visitor } = session.context;
  const belongs = heldBy(custody, visitor.staff).flatMap((key) => {
    const home = picture.roster.homeOf(key);
    return home === null ? [] : [{ slot: home.number, key: keyView(picture, key) }];
  });
  const slot = misfilled === null ? 0 : numberOf(picture, misfilled);
  return { name: 'wrong-place', slot, belongs, refusals: refusalsOf(picture, reopenDecision, null) };
}

function refusedScreen(picture: Serving, refusal: SessionRefusal | null, endsAt: string): Screen {
  if (refusal === null) return { name: 'refused', key: null, refusals: [], endsAt };
  const { key, slot, refusals, failure } = refusal;
  const contact = contactFor(picture, key);
  const number = slot === null ? 0 : numberOf(picture, slot);
  const failed: RefusalView[] =
    failure === null
      ? []
      : failure === 'storage_unavailable'
        ? [{ code: failure, contact }]
        : [{ code: failure, slot: number, contact }];
  const shown = [...refusals.map((one) => refusalView(picture, one, key)), ...failed];
  return { name: 'refused', key: key === null ? null : keyView(picture, key), refusals: shown, endsAt };
}

function offersOf(picture: Serving): readonly KeyOffer[] {
  const held = new Set(heldBy(picture.custody, picture.session.context.visitor.staff));
  return [...picture.decisions]
    .filter(([key]) => !held.has(key))
    .map(([key, decision]) => ({
      ...keyView(picture, key),
      slot: picture.roster.homeOf(key)?.number ?? null,
      refusals: refusalsOf(picture, decision, key),
    }))
    .toSorted((a, b) => Math.sign(a.refusals.length) - Math.sign(b.refusals.length) || a.number - b.number);
}

function balance(picture: Serving) {
  const { taken, returned } = picture.session.context;
  return { taken: heldKeys(picture, taken), returned: returned.map((key) => keyView(picture, key)) };
}

function heldKeys(picture: Picture, keys: readonly KeyId[]): readonly HeldKey[] {
  return keys.flatMap((key) => {
    const holding = picture.custody.get(key);
    if (holding?.at !== 'person') return [];
    const { since, due } = holding;
    return [
      {
        ...keyView(picture, key),
        slot: picture.roster.homeOf(key)?.number ?? null,
        since: iso(since),
        due: due === null ? null : iso(due),
        overdue: isOverdue(holding, picture.now),
      },
    ];
  });
}

function chosenKey(picture: Serving): KeyView | null {
  const { choice, release } = picture.session.context;
  const key = release === null ? (choice?.kind === 'take' ? choice.key : null) : release.key;
  return key === null ? null : keyView(picture, key);
}

function chosenSlot(picture: Serving): number {
  const { choice, release } = picture.session.context;
  if (release !== null) return numberOf(picture, release.slot);
  if (choice?.kind === 'reopen') return numberOf(picture, choice.slot);
  return choice === null ? 0 : (picture.roster.homeOf(choice.key)?.number ?? 0);
}

function refusalsOf(picture: Serving, decision: Decision | null, key: KeyId | null): readonly RefusalView[] {
  return decision === null || decision.permitted ? [] : decision.refusals.map((one) => refusalView(picture, one, key));
}

function refusalView(picture: Serving, refusal: Refusal, key: KeyId | null): RefusalView {
  const contact = contactFor(picture, key);
  const cabinetContact = contactFor(picture, null);
  switch (refusal.code) {
    case 'staff_suspended':
      return { code: refusal.code, contact: cabinetContact };
    case 'staff_not_yet_valid':
      return { code: refusal.code, from: iso(refusal.from), contact: cabinetContact };
    case 'staff_expired':
      return { code: refusal.code, until: iso(refusal.until), contact: cabinetContact };
    case 'key_out':
      return {
        code: refusal.code,
        since: iso(refusal.since),
        yours: refusal.holder === picture.session.context.visitor.staff,
        contact,
      };
    case 'key_unaccounted':
    case 'key_in_doubt':
      return { code: refusal.code, since: iso(refusal.since), contact };
    default:
      return { ...refusal, contact };
  }
}

function keyView({ roster }: Picture, id: KeyId): KeyView {
  const key = roster.key(id);
  return key === null
    ? { id, number: 0, name: id, class: 'ordinary' }
    : { id, number: key.number, name: key.name, class: key.class };
}

function contactFor({ roster }: Picture, key: KeyId | null): string {
  return roster.contactFor(key === null ? null : roster.key(key));
}

function numberOf({ roster }: Picture, slot: SlotId): number {
  return roster.slot(slot)?.number ?? 0;
}

function ends(since: Instant, delay: Duration): string {
  return iso(after(since, delay));
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
