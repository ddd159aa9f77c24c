// Releases past the rules and slots out of use, as rows and plain screens of the desk. Holds no rule: what cannot be done comes
// with its reason.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { ForceView, QuarantineView } from '../../controller/contract/desk-force.ts';
import type { DeskKeyRef } from '../../controller/contract/desk-records.ts';
import type { Plain, Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

/** What can be done past the rules from the page of a key: force it out, take its slot out of use or put it back. */
export function forceRows({ why, slot, quarantine }: ForceView, key: DeskKeyRef, page: AsidePage): readonly Row[] {
  const { words, choose, send, write } = page;
  const release: Row = {
    words: words.force.button,
    sign: 'triangle',
    ...(why === null ? { note: words.force.past } : { off: true, note: words.force.why(words.why([why])) }),
    press: () => choose(() => reasonPage(key, page)),
  };
  if (quarantine !== null) return [release, quarantineRow(quarantine, page)];
  if (slot === null) return [release];
  const close: Row = {
    words: words.force.quarantine(slot),
    note: words.force.returnsOnly,
    sign: 'lock',
    press: () => write(true, (text) => send({ type: 'desk.quarantine', slot, text })),
  };
  return [release, close];
}

/** A slot that is out of use, to be put back. */
export function quarantineRow({ slot, by, since }: QuarantineView, page: AsidePage): Row {
  const { words, send, write, near } = page;
  return {
    words: words.force.reinstate(slot),
    note: words.force.outSince(by.name, near(since)),
    sign: 'check',
    press: () => write(false, (text) => send({ type: 'desk.put_in_use', slot, text })),
  };
}

/** What came of a key that was forced out. */
export function forcedPage({ key, slot, why }: Shown<'desk-forced'>, { words, send }: AsidePage): Plain {
  const feet: readonly Row[] = [
    { words: words.force.backToKey, sign: 'key', press: () => send({ type: 'desk.key', key: key.id }) },
  ];
  if (why === null) {
    return { look: 'done', sign: 'check', title: words.force.have(key), lines: [key.name, words.force.review], feet };
  }
  const where = slot === null ? [] : [words.slotNumber(slot)];
  return {
    look: 'broken',
    sign: 'triangle',
    title: words.force.outcomes[why],
    lines: [words.force.remedies[why], [words.keyName(key), ...where].join(', ')],
    feet,
  };
}

/** What came of an emergency release. */
export function releasedPage({ total, released, failed }: Shown<'desk-released'>, { words }: AsidePage): Plain {
  const tally = words.force.tally(released, failed.length, total);
  if (failed.length === 0) return { look: 'done', sign: 'check', title: words.force.allOut, lines: [tally] };
  const rows = failed.map(
    ({ key, why }): Row => ({
      words: words.keyName(key),
      note: `${words.desk.failures[why]}. ${words.force.remedies[why]}`,
      sign: 'stop',
      tone: 'fault',
    }),
  );
  return { title: tally, groups: [[words.force.failed, rows]] };
}

function reasonPage(key: DeskKeyRef, { words, send, write }: AsidePage): Plain {
  const force = (text: string) => send({ type: 'desk.force', key: key.id, text });
  const said = words.force.reasons.map((reason): Row => ({ words: reason, press: () => force(reason) }));
  const other: Row = { words: words.force.other, press: () => write(true, force) };
  return { title: words.force.ask(key), lines: [key.name], groups: [['', [...said, other]]] };
}
