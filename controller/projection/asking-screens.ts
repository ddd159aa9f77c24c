// The screens in which a session asks: the PIN, a reason, glass, somebody who stands by, a handover, a report. Decides nothing;
// a key that the set-up no longer knows gives no screen: null.
import type { KeyView, Screen } from '../contract/snapshot.ts';
import type { ReasonForm, VehicleView } from '../contract/taking.ts';
import type { KeyId, StaffGroupId } from '../domain/ids.ts';
import type { ReasonRule } from '../domain/key.ts';
import type { Roster } from '../domain/roster.ts';
import { after, type Duration, type Instant } from '../domain/time.ts';
import { waitOf } from '../machines/pace.ts';
import type { PinTried } from '../machines/pin-tries.ts';
import type { SessionContext } from '../machines/session-context.ts';
import { iso, refusalView, viewOf } from './key-views.ts';
import type { Picture } from './picture.ts';

/** When a screen ends that began at the stamp of a machine. */
export function endsAt({ since }: { readonly since: Instant }, wait: Duration): string {
  return iso(after(since, wait));
}

/** The keys that the set-up knows, in order. */
export function viewsOf(roster: Roster, keys: readonly KeyId[]): readonly KeyView[] {
  return keys.flatMap((key) => viewOf(roster, key) ?? []);
}

export function pinScreen({ roster }: Picture, context: SessionContext, checking: boolean): Screen {
  return pinEntry(
    viewOf(roster, chosenKey(context)),
    context.pin,
    checking,
    endsAt(context, waitOf(context, 'sessionIdle')),
  );
}

export function reasonScreen({ roster }: Picture, context: SessionContext): Screen | null {
  const id = chosenKey(context);
  const key = viewOf(roster, id);
  if (key === null) return null;
  const asked = context.breakGlass ? glassForm(roster, id, context) : form(rulesOf(roster, id), context);
  return { name: 'reason', key, ...asked };
}

export function glassScreen({ roster }: Picture, context: SessionContext): Screen | null {
  const id = chosenKey(context);
  const key = viewOf(roster, id);
  if (key === null) return null;
  const refusals = context.refusal?.refusals ?? context.asked;
  const overrides = refusals.map((refusal) => refusalView(roster, context.visitor.staff, id, refusal));
  return { name: 'glass', key, overrides, ...glassForm(roster, id, context) };
}

export function witnessScreen({ roster, children }: Picture, session: SessionContext): Screen | null {
  if (children.witnessing === null) return null;
  const { value, context } = children.witnessing;
  const key = viewOf(roster, context.key);
  if (key === null) return null;
  return {
    name: 'witness',
    purpose: context.purpose,
    key,
    missing: context.missing,
    standing: context.witnesses.map((id) => roster.staff(id)?.name ?? id),
    from: context.from.map((group) => groupName(roster, group)),
    fault: context.fault,
    checking: value === 'judging',
    canBreakGlass: context.purpose === 'take' && session.canBreakGlass,
    endsAt: endsAt(context, waitOf(context.session, 'witnessWindow')),
  };
}

export function handoverScreen(picture: Picture, session: SessionContext): Screen | null {
  const { roster, children } = picture;
  if (children.handover === null) return null;
  const { value, context } = children.handover;
  const { receiver, count } = context;
  const key = viewOf(roster, context.key);
  if (key === null) return null;
  const ends = endsAt(context, waitOf(context.session, 'handoverWindow'));
  const staff = (receiver ?? session.visitor).staff;
  switch (value) {
    case 'counting':
      return { name: 'count', key, endsAt: ends };
    case 'pin':
    case 'checkingPin':
      return {
        ...pinEntry(key, context.pin, value === 'checkingPin', ends),
        ...(receiver !== null && { of: roster.staff(receiver.staff)?.name ?? receiver.staff }),
      };
    case 'witnessing':
      return witnessScreen(picture, session);
    case 'refused':
      return {
        name: 'refused',
        key,
        refusals: context.refusals.map((refusal) => refusalView(roster, staff, context.key, refusal)),
        canBreakGlass: false,
        rest: [],
        endsAt: endsAt(context, waitOf(context.session, 'refusedDisplay')),
      };
    default: {
      const from = roster.staff(session.visitor.staff)?.name ?? session.visitor.staff;
      const to = receiver === null ? null : (roster.staff(receiver.staff)?.name ?? null);
      return { name: 'handover', key, from, to, count, confirm: value === 'confirming', endsAt: ends };
    }
  }
}

export function reportScreen({ roster, ledger, children, textOf }: Picture): Screen | null {
  if (children.reporting === null) return null;
  const { value, context } = children.reporting;
  const key = viewOf(roster, context.key);
  if (key === null) return null;
  const noted = value === 'noted';
  const wait = waitOf(context.session, noted ? 'notedDisplay' : 'reportWindow');
  const frame = { noted, fault: context.fault, endsAt: endsAt(context, wait) };
  if (context.report === 'fault') {
    const open = (ledger.faults.get(context.key) ?? []).map(({ fault, severity, since }) => ({
      fault,
      severity,
      since: iso(since),
    }));
    return { name: 'report', key, open, ...frame };
  }
  return { name: 'vehicle', key, last: lastRead({ ledger, textOf }, context.key), ...frame };
}

/** What was read off a vehicle last; null = nothing, or it is none. */
export function lastRead({ ledger, textOf }: Pick<Picture, 'ledger' | 'textOf'>, key: KeyId): VehicleView | null {
  const last = ledger.readings.get(key);
  if (last === undefined) return null;
  const { mileage, fuel, place, at } = last;
  return { mileage, fuel, place: place === null ? null : textOf(place), at: iso(at) };
}

function pinEntry(key: KeyView | null, { wrong, gate, trouble }: PinTried, checking: boolean, ends: string) {
  return {
    name: 'pin' as const,
    key,
    wrong: wrong && !checking,
    ...(trouble !== undefined && !checking && { trouble }),
    triesLeft: gate.open && wrong ? gate.triesLeft : null,
    waitUntil: gate.open || gate.locked ? null : iso(gate.waitUntil),
    locked: !gate.open && gate.locked,
    checking,
    endsAt: ends,
  };
}

/** What all groups of the key ask for together. */
function form(rules: readonly ReasonRule[], context: SessionContext): ReasonForm {
  const texts = rules.map(({ text }) => text);
  const text = texts.includes('required') ? 'required' : texts.includes('optional') ? 'optional' : 'none';
  const choices = [...new Set(rules.flatMap((rule) => rule.choices))];
  return { choices, text, endsAt: endsAt(context, waitOf(context, 'reasonWindow')) };
}

/** Whoever breaks glass says why, whatever the groups of the key ask for. */
function glassForm(roster: Roster, id: KeyId | null, context: SessionContext): ReasonForm {
  const asked = form(rulesOf(roster, id), context);
  return { ...asked, text: asked.choices.length > 0 && asked.text !== 'required' ? 'optional' : 'required' };
}

function rulesOf(roster: Roster, id: KeyId | null): readonly ReasonRule[] {
  const key = id === null ? null : roster.key(id);
  return key === null ? [] : roster.groupsOf(key).flatMap(({ reason }) => reason ?? []);
}

function chosenKey({ choice }: SessionContext): KeyId | null {
  return choice?.kind === 'take' ? choice.key : null;
}

function groupName({ setup }: Roster, id: StaffGroupId): string {
  return setup.staffGroups.find((group) => group.id === id)?.name ?? id;
}
