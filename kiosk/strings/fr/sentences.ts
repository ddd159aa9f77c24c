// The sentences of the first screens in French: what is wrong, what became of a press. One for each code, never a code.
// A space before : ; ! ? never breaks the line.
import type { BadgeNotice, KeyView } from '../../../controller/contract/snapshot.ts';
import type { SendFailure } from '../../send.ts';
import { grammarOf } from '../grammar.ts';
import { ranges } from '../ranges.ts';

export const { counted, form, listed, number } = grammarOf('fr-FR');

/** Said wherever nothing can be written down. */
export const NO_RECORDS =
  'L’armoire ne peut rien enregistrer et n’ouvre aucun emplacement. Vous pouvez toujours remettre les clés.';
/** What to do after a badge could not be read. */
export function noticeText(notice: BadgeNotice): string {
  switch (notice) {
    case 'random_uid':
      return 'Ce badge change de numéro à chaque passage. Il ne peut pas servir ici.';
    case 'too_long':
      return 'Ce badge ne peut pas servir ici.';
    case 'not_authentic':
      return 'Ce badge n’a pas pu prouver qu’il est authentique.';
    case 'not_understood':
      return 'Ce type de badge n’est pas connu ici.';
    case 'removed_too_soon':
      return 'Trop rapide. Gardez le badge un instant sur le lecteur.';
    case 'no_answer':
      return 'Le badge n’a pas répondu. Posez-le à plat sur le lecteur.';
  }
}

/** What became of a press that did nothing. */
export function failureText(failure: SendFailure): string {
  switch (failure) {
    case 'not_live':
    case 'unreachable':
      return 'Votre appui n’est pas arrivé. Appuyez de nouveau.';
    case 'changed':
      return 'L’écran a changé avant votre appui. Appuyez de nouveau.';
    case 'over':
      return 'Votre session est fermée. Badgez de nouveau.';
    case 'unknown':
      return 'Inconnu ici. Vérifiez et réessayez.';
    case 'refused':
      return 'L’armoire n’a pas compris cet appui. Réessayez.';
  }
}

/** "Emplacement 9", "Emplacements 17–19, 32" */
export function slotsNamed(slots: readonly number[]): string {
  return `${form(slots.length, 'Emplacement', 'Emplacements')} ${ranges(slots)}`;
}

/** "1 clé", "4 clés" */
export function keys(count: number): string {
  return counted(count, 'clé', 'clés');
}

/** "Clé 14, Lingerie" */
export function keyName({ number: of, name }: Pick<KeyView, 'number' | 'name'>): string {
  return `Clé ${of}, ${name}`;
}
