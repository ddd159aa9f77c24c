// The screens of a session: one for each of its states. What the set-up no longer knows is left out, never guessed.
import type { RefusalView } from '../contract/refusal-view.ts';
import type { KeyOffer, Screen } from '../contract/snapshot.ts';
import { isStanding } from '../domain/alarm.ts';
import { heldBy } from '../domain/custody.ts';
import type { KeyId, SlotId, StaffId } from '../domain/ids.ts';
import { usualKeys } from '../domain/ledger/usage.ts';
import { placeToPut } from '../domain/places.ts';
import { canBreakGlass as glassHelps } from '../domain/policy/break-glass.ts';
import type { Decision } from '../domain/policy/facts.ts';
import { questionsOf, standingRefusals } from '../domain/policy/questions.ts';
import { type PacedWait, signOutOf, waitOf } from '../machines/pace.ts';
import type { SessionContext, SessionRefusal } from '../machines/session-context.ts';
import { accountScreen } from './account-screens.ts';
import {
  endsAt,
  glassScreen,
  handoverScreen,
  lastRead,
  pinScreen,
  reasonScreen,
  reportScreen,
  viewsOf,
  witnessScreen,
} from './asking-screens.ts';
import { deskScreen } from './desk-screens.ts';
import { deviceScreen } from './device-screen.ts';
import { heldKey, iso, keyView, numberOf, placeNumber, refusalView, sensingAt, viewOf } from './key-views.ts';
import type { Picture, SessionState } from './picture.ts';
import { shiftScreen } from './shift-screens.ts';

const REFUSED = { name: 'refused', canBreakGlass: false, rest: [] } as const;

/** The screen of a session. Between two screens the one before stands. */
export function sessionScreen(picture: Picture, { value, context }: SessionState): Screen {
  switch (value) {
    case 'pin':
      return pinScreen(picture, context, false);
    case 'checkingPin':
    case 'proved':
      return pinScreen(picture, context, true);
    case 'admitting':
    case 'resuming':
    case 'home':
    case 'ended':
      return home(picture, context);
    case 'deciding':
    case 'answering':
    case 'releasing':
      return releasing(picture, context);
    case 'reason':
      return reasonScreen(picture, context) ?? home(picture, context);
    case 'glass':
      return glassScreen(picture, context) ?? home(picture, context);
    case 'witnessing':
    case 'witnessingReturn':
      return witnessScreen(picture, context) ?? home(picture, context);
    case 'handingOver':
      return handoverScreen(picture, context) ?? home(picture, context);
    case 'reporting':
      return reportScreen(picture) ?? home(picture, context);
    case 'desk':
      return (picture.children.desk && deskScreen(picture, picture.children.desk)) ?? home(picture, context);
    case 'handingShift':
      return (picture.children.shift && shiftScreen(picture, picture.children.shift)) ?? home(picture, context);
    case 'account':
      return (picture.children.account && accountScreen(picture, picture.children.account)) ?? home(picture, context);
    case 'device':
      return (picture.children.device && deviceScreen(picture, picture.children.device)) ?? home(picture, context);
    case 'taking':
    case 'taken':
      return take(picture, context);
    case 'pushingBack':
      return pushBack(picture, context);
    case 'closing':
      return {
        name: 'close-door',
        urgency: urgencyOf(picture),
        ...outcome(picture, context),
        since: iso(context.since),
      };
    case 'done':
      return { name: 'done', ...outcome(picture, context), endsAt: endsAt(context, waitOf(context, 'doneDisplay')) };
    case 'returning':
      return returning(picture, context);
    case 'misplaced':
      return misplaced(picture, context);
    case 'refused':
      return refused(picture, context);
    case 'stillThere':
      return { name: 'still-there', ...windowOf(context, 'stillThereWindow') };
  }
}

function home(picture: Picture, context: SessionContext): Screen {
  const { roster, custody, cabinet } = picture;
  const { staff } = context.visitor;
  const held = heldBy(custody, staff);
  const misfilled = cabinet.context.alarms
    .filter(({ kind, gone }) => kind === 'slot_misfilled' || (kind === 'fob_unknown' && gone === null))
    .flatMap(({ slot }) => numberOf(roster, slot ?? null) ?? []);
  const offered = offers(picture, context, new Set(held));
  const askable = offered.filter(({ refusals }) => refusals.length === 0);
  return {
    name: 'home',
    offers: offered,
    usual: usual(picture, staff, new Set(askable.map(({ id }) => id))),
    single: askable.length === 1 && held.length === 0,
    rest: viewsOf(roster, context.rest),
    have: held.flatMap((key) => heldKey(picture, key, staff, context.since)),
    misfilled: misfilled.toSorted((a, b) => a - b),
    desk: roster.staff(staff)?.role === 'supervisor',
    ...(roster.staff(staff)?.role === 'installer' && { device: true }),
    endsAt: endsAt(context, signOutOf(context)),
  };
}

/** The keys that the person takes most, as far as they can be asked for now. */
function usual({ roster, ledger, now }: Picture, staff: StaffId, askable: ReadonlySet<string>): readonly string[] {
  const { usualKeys: count } = roster.setup.policy;
  return usualKeys(ledger, staff, now)
    .filter((key) => askable.has(key))
    .slice(0, count);
}

/** Keys that can be asked for first, each group by key number. */
function offers(
  { roster, custody, decisions }: Picture,
  { visitor }: SessionContext,
  held: ReadonlySet<KeyId>,
): readonly KeyOffer[] {
  const staff = roster.staff(visitor.staff);
  return [...decisions]
    .filter(([id]) => !held.has(id))
    .flatMap(([id, decision]) => {
      const key = roster.key(id);
      if (key === null) return [];
      const against = decision.permitted ? [] : decision.refusals;
      const refusals = standingRefusals(against).map((refusal) => refusalView(roster, visitor.staff, id, refusal));
      const glass = refusals.length > 0 && staff !== null && glassHelps(staff, key, against, roster);
      const offer = {
        slot: placeNumber(roster, custody, id),
        refusals,
        ...(glass && ({ glass } as const)),
        asks: questionsOf(against),
        warnings: warnings(decision),
      };
      return [{ ...keyView(key), ...offer }];
    })
    .toSorted((a, b) => Number(a.refusals.length > 0) - Number(b.refusals.length > 0) || a.number - b.number);
}

function warnings(decision: Decision): KeyOffer['warnings'] {
  if (!decision.permitted) return [];
  return decision.permit.warnings.map((warning) =>
    warning.code === 'booked_soon' ? { code: warning.code, from: iso(warning.from) } : warning,
  );
}

/** The list of keys stays while a choice is decided that no slot can answer: its refusal follows at once. */
function releasing(picture: Picture, context: SessionContext): Screen {
  const { roster, custody } = picture;
  const { choice } = context;
  const key = choice?.kind === 'take' ? choice.key : null;
  const slot = key === null ? numberOf(roster, reopened(context)) : placeNumber(roster, custody, key);
  return slot === null ? home(picture, context) : { name: 'releasing', slot, key: viewOf(roster, key) };
}

function take(picture: Picture, context: SessionContext): Screen {
  const { roster } = picture;
  const slot = numberOf(roster, context.release?.slot ?? null);
  if (slot === null) return home(picture, context);
  const key = viewOf(roster, context.release?.key ?? null);
  const { together, rest } = context;
  const taken = context.release?.key ?? null;
  const last = taken === null ? null : lastRead(picture, taken);
  return {
    name: 'take',
    slot,
    key,
    ...windowOf(context, 'takeWindow'),
    ...(together > 1 && { nth: together - rest.length, of: together }),
    ...(last !== null && { last }),
  };
}

function pushBack(picture: Picture, context: SessionContext): Screen {
  const { roster } = picture;
  const slot = numberOf(roster, context.release?.slot ?? null);
  if (slot === null) return home(picture, context);
  return { name: 'push-back', slot, key: viewOf(roster, context.release?.key ?? null) };
}

function windowOf(context: SessionContext, wait: PacedWait) {
  return { startedAt: iso(context.since), endsAt: endsAt(context, waitOf(context, wait)) };
}

/** How long the door stands open by its own contact. */
function urgencyOf({ door }: Picture): 'none' | 'reminder' | 'alarm' {
  if (door === null || typeof door.value === 'string') return 'none';
  if (door.value.open === 'leftOpen') return 'alarm';
  return door.value.open === 'reminding' ? 'reminder' : 'none';
}

/** What the session has seen by its own sensors, whatever the log could take. */
function outcome(picture: Picture, { visitor, taken, returned, handedOver, since }: SessionContext) {
  return {
    taken: taken.flatMap((key) => heldKey(picture, key, visitor.staff, since)),
    returned: viewsOf(picture.roster, returned),
    handedOver: viewsOf(picture.roster, handedOver),
  };
}

function returning({ roster, custody }: Picture, context: SessionContext): Screen {
  const key = viewOf(roster, context.returning);
  const slot = context.returning === null ? null : placeNumber(roster, custody, context.returning);
  const window = windowOf(context, 'returnWindow');
  if (key !== null && slot !== null) return { name: 'return', slot, key, ...window, ...sensingAt(roster, slot) };
  const refusal = refusalView(roster, context.visitor.staff, context.returning, { code: 'key_has_no_slot' });
  return { ...REFUSED, key, refusals: [refusal], endsAt: window.endsAt };
}

function misplaced({ roster, custody, cabinet, reopenDecision }: Picture, context: SessionContext): Screen {
  const { misfilled } = context;
  const { staff } = context.visitor;
  const slot = numberOf(roster, misfilled);
  const nothing = refusalView(roster, staff, null, { code: 'slot_not_misfilled' });
  const refusals =
    reopenDecision === null
      ? [nothing]
      : refusalsOf(reopenDecision, (refusal) => refusalView(roster, staff, null, refusal));
  if (slot === null) {
    return { ...REFUSED, key: null, refusals: [nothing], endsAt: endsAt(context, waitOf(context, 'returnWindow')) };
  }
  const { alarms } = cabinet.context;
  const wrong = alarms.find(
    ({ kind, gone, slot: at }) => kind === 'slot_misfilled' && gone === null && at === misfilled,
  );
  const stands = wrong?.key ?? null;
  const belongs = (stands === null ? heldBy(custody, staff) : [stands]).flatMap((id) => {
    const key = viewOf(roster, id);
    const place = (stands === null ? placeToPut(roster, custody, id) : roster.homeOf(id))?.number;
    return key === null || place === undefined ? [] : [{ slot: place, key }];
  });
  const isUnknown = misfilled !== null && isStanding(alarms, { kind: 'fob_unknown', slot: misfilled });
  const standing = isUnknown ? 'unknown' : viewOf(roster, stands);
  return { name: 'wrong-place', slot, belongs, refusals, ...(standing !== null && { standing }) };
}

function refused(picture: Picture, context: SessionContext): Screen {
  const { roster } = picture;
  const { refusal, visitor, canBreakGlass, rest } = context;
  const key = refusal?.key ?? null;
  const rules = refusal?.refusals.map((one) => refusalView(roster, visitor.staff, key, one)) ?? [];
  return {
    name: 'refused',
    key: viewOf(roster, key),
    refusals: [...rules, ...(refusal === null ? [] : failures(picture, refusal))],
    canBreakGlass,
    rest: viewsOf(roster, rest),
    endsAt: endsAt(context, waitOf(context, 'refusedDisplay')),
  };
}

/** A permitted release that did not work. */
function failures({ roster }: Picture, { key, slot: id, failure }: SessionRefusal): readonly RefusalView[] {
  if (failure === null) return [];
  const contact = roster.contactFor(key === null ? null : roster.key(key));
  if (failure === 'storage_unavailable') return [{ code: failure, contact }];
  const slot = numberOf(roster, id);
  return [slot === null ? { code: 'slot_faulty', contact } : { code: failure, slot, contact }];
}

function refusalsOf(
  decision: Decision,
  view: (refusal: Extract<Decision, { permitted: false }>['refusals'][number]) => RefusalView,
): readonly RefusalView[] {
  return decision.permitted ? [] : decision.refusals.map(view);
}

/** The slot of the choice, if it is to be opened for what does not belong. */
function reopened({ choice }: SessionContext): SlotId | null {
  return choice?.kind === 'reopen' ? choice.slot : null;
}
