// Which journey reaches which screen, and by which heading a person knows that they are there. It does not compile while a screen
// of the contract has no journey.
import type { ScreenName } from '../../controller/contract/snapshot.ts';

/** A file of tests/browser/journeys. */
export type Journey = 'taking' | 'asking' | 'account' | 'desk' | 'past-the-rules' | 'machine';

export interface Landmark {
  readonly journey: Journey;
  readonly says: RegExp;
  /** In French, where a journey goes there in French too. */
  readonly dit?: RegExp;
}

export const LANDMARKS: Readonly<Record<ScreenName, Landmark>> = {
  starting: { journey: 'machine', says: /^Starting$/ },
  idle: { journey: 'taking', says: /^Tap your badge$/ },
  pin: { journey: 'taking', says: /Enter your PIN/, dit: /^Saisissez votre code PIN$/ },
  home: { journey: 'taking', says: /^Your keys$/, dit: /^Vos clés$/ },
  releasing: { journey: 'taking', says: /^Opening slot \d+$/ },
  take: { journey: 'taking', says: /^Take (key \d+|out what is in this slot)$/, dit: /^Prenez la clé \d+$/ },
  'push-back': { journey: 'taking', says: /^Push key \d+ in until it clicks$/ },
  'close-door': { journey: 'taking', says: /^Close the door$/, dit: /^Fermez la porte$/ },
  done: {
    journey: 'taking',
    says: /^(You have key \d+( until .+)?|Key \d+ is (back|handed over)|Done)$/,
    dit: /^(Vous avez la clé \d+ .+|Clé \d+ (rendue|transmise))$/,
  },
  return: { journey: 'taking', says: /^Put key \d+ here$/, dit: /^Remettez la clé \d+ ici$/ },
  returned: { journey: 'taking', says: /^Key \d+ is back in slot \d+$/ },
  'wrong-place': { journey: 'taking', says: /^Wrong slot/ },
  refused: { journey: 'taking', says: /suspended|did not open|need this first|Somebody must stand by|You may not/ },
  'still-there': { journey: 'taking', says: /^Still there\?$/ },
  reason: { journey: 'asking', says: /^What do you need it for\?$/ },
  glass: { journey: 'asking', says: /^Break glass: say why$/ },
  witness: {
    journey: 'asking',
    says: /^One more person must tap a badge$/,
    dit: /^Une autre personne doit badger$/,
  },
  count: { journey: 'asking', says: /^How many are there\?$/ },
  handover: {
    journey: 'asking',
    says: /^(Your colleague must tap their badge|Do you take it(, and is the count right)?\?)$/,
  },
  report: { journey: 'asking', says: /^(What is wrong\?|It is written down)$/ },
  vehicle: { journey: 'asking', says: /^(Read off the vehicle|It is written down)$/ },
  account: { journey: 'account', says: /^Your PIN, badges and bookings$/ },
  'account-pin': { journey: 'account', says: /^(Choose a .*PIN.*|Enter it once more)$/ },
  'account-badge': { journey: 'account', says: /^Hold your new badge to the reader$/ },
  enrolment: {
    journey: 'account',
    says: /^(Hold your new badge to the reader|The badge is yours now|This code is not good)$/,
  },
  device: { journey: 'machine', says: /^(This device|Restart the service)$/ },
  'desk-pin': {
    journey: 'desk',
    says: /^Enter your PIN for the desk$/,
    dit: /^Votre code PIN pour l’espace responsable$/,
  },
  'desk-refused': { journey: 'desk', says: /^The desk needs a PIN, and you have none yet\.$/ },
  'desk-now': { journey: 'desk', says: /^The cabinet now$/ },
  'desk-map': { journey: 'desk', says: /^Map of the slots$/ },
  'desk-alarms': { journey: 'desk', says: /^Alarms$/ },
  'desk-enrol': { journey: 'desk', says: /^Hold the new badge to the reader$/ },
  'desk-found': { journey: 'desk', says: /^Find a key or a person$/ },
  'desk-key': { journey: 'desk', says: /^Key \d+, / },
  'desk-person': { journey: 'desk', says: /^[A-Z]\. [A-Z]/ },
  'desk-timeline': { journey: 'desk', says: /^What happened: / },
  'desk-lost': { journey: 'desk', says: /^Lost: Key \d+/ },
  'desk-who': { journey: 'desk', says: /^May (not )?take$/ },
  'desk-what': { journey: 'desk', says: /^May (not )?take$/ },
  'desk-weak': { journey: 'desk', says: /^Badges that are easy to copy$/ },
  'desk-rights': { journey: 'desk', says: /^Rights: / },
  'desk-sign': { journey: 'desk', says: /^Enter your PIN to sign$/ },
  'desk-secret': { journey: 'desk', says: /^(Code|One-time PIN) for / },
  'desk-secure': { journey: 'past-the-rules', says: /^Enter your PIN (to release key \d+|for the emergency release)$/ },
  'desk-confirm': { journey: 'past-the-rules', says: /^(Release key \d+, .+|Open .+)\?$/ },
  'desk-forcing': { journey: 'past-the-rules', says: /^(Opening slot|Take key) \d+$/ },
  'desk-forced': { journey: 'past-the-rules', says: /^(You have key \d+|The slot did not open)$/ },
  'desk-emergency': { journey: 'past-the-rules', says: /^Pool cars$/ },
  'desk-released': { journey: 'past-the-rules', says: /^Every key came out$/ },
  shift: { journey: 'past-the-rules', says: /^Shift hand-over$/ },
  'shift-pin': { journey: 'past-the-rules', says: /: PIN to sign$/ },
  'shift-turn': {
    journey: 'past-the-rules',
    says: /^(Now the next supervisor: tap your badge|.+: do you take over\?)$/,
  },
  'shift-signed': { journey: 'past-the-rules', says: /has taken over$/ },
  'shift-refused': { journey: 'past-the-rules', says: /^The cabinet cannot keep its records now$/ },
};

/** The screens that a journey has to reach. */
export function screensOf(journey: Journey): readonly ScreenName[] {
  return Object.entries(LANDMARKS).flatMap(([name, landmark]) =>
    landmark.journey === journey ? [screenNamed(name)] : [],
  );
}

function screenNamed(name: string): ScreenName {
  if (!isScreen(name)) throw new Error(`there is no screen ${name}`);
  return name;
}

function isScreen(name: string): name is ScreenName {
  return name in LANDMARKS;
}
