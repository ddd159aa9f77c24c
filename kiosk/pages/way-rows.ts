// Rows that lead from one of the first screens to a later one.
import type { KeyView } from '../../controller/contract/snapshot.ts';
import type { Page } from '../page.ts';
import type { Row } from '../plain.ts';

type Way = Pick<Page, 'words' | 'send'>;

/** The way from a refusal to an override. */
export function glassRow({ words, send }: Way): Row {
  return { words: words.breakGlass, sign: 'triangle', quiet: true, press: () => send({ type: 'glass.open' }) };
}

/** Rows to say something about keys that a person has or has brought back. */
export function reportRows(keys: readonly KeyView[], { words, send }: Way): readonly Row[] {
  return keys.flatMap((key): Row[] => {
    const row = (report: 'fault' | 'vehicle'): Row => ({
      words: words.reporting[report],
      note: words.keyName(key),
      sign: report === 'fault' ? 'triangle' : 'car',
      press: () => send({ type: 'report.open', key: key.id, report }),
    });
    return key.class === 'vehicle' ? [row('vehicle'), row('fault')] : [row('fault')];
  });
}
