// Words of the pack about a lost key in English: what is to be done, who had it, what proves it.
import type { LostStepView } from '../../../controller/contract/desk-history.ts';
import type { LostProgress } from '../../../controller/contract/desk-records.ts';

type Steps = Readonly<Record<LostStepView['step'], string>>;

export const lostWords = {
  lost: {
    open: 'Lost-key pack',
    title: (key: string) => `Lost: ${key}`,
    since: (when: string) => `Since ${when}`,
    progress: ({ done, of }: LostProgress) => `${done} of ${of} done`,
    complete: 'Everything is done. It stays lost until it is found, or the set-up writes it off.',
    todo: 'To do',
    did: 'Done',
    steps: {
      places_searched: 'Search the places where it was used',
      holders_asked: 'Ask the last holders',
      security_told: 'Tell security',
      owners_told: 'Tell those who answer for the areas',
      rekey_decided: 'Decide about changing the locks',
      police_told: 'Report it to the police',
    } satisfies Steps,
    hints: {
      places_searched: 'Pockets, coats, laundry, vehicles.',
      holders_asked: 'They are listed below.',
      security_told: 'They watch the doors until it is decided.',
      owners_told: 'They can put people at the doors.',
      rekey_decided: 'Write who decided what.',
      police_told: 'Write the number of the report, or why none is needed.',
    } satisfies Steps,
    holders: 'Who had it last',
    nobody: 'Nobody had it as far as the records go.',
    evidence: 'Evidence',
    entries: (numbers: string) => `Entries ${numbers}`,
    root: (size: number) => `Root over ${size} entries`,
    prove: 'An export of the records proves these entries against this root.',
  },
};
