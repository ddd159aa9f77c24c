// Les mots français des réglages de l'écran et du nettoyage de la vitre.
import type { looksWords as english } from '../en/looks.ts';

export const looksWords: typeof english = {
  looks: {
    title: 'Réglez l’écran à votre vue',
    textSize: 'Taille du texte',
    textSizes: { normal: 'Normale', large: 'Grande', largest: 'Très grande' },
    theme: 'Couleurs',
    themes: {
      dark: 'Sombre',
      light: 'Clair',
      'dark-contrast': 'Sombre, contraste fort',
      'light-contrast': 'Clair, contraste fort',
    },
    language: 'Langue',
    languages: { en: 'English', fr: 'Français' },
    sound: 'Son',
    on: 'Activé',
    off: 'Coupé',
    time: 'Temps pour agir',
    times: { usual: 'Normal', longer: 'Trois fois plus' },
    remember: 'Mémoriser pour mon badge',
    kept: {
      set_up: 'Réglage de l’hôpital.',
      session: 'Valable jusqu’à votre départ.',
      remembered: 'Mémorisé pour votre badge.',
      failed: 'Impossible à enregistrer. Valable jusqu’à votre départ.',
    },
  },
  cleaning: {
    title: 'Nettoyez la vitre',
    deaf: 'L’écran ne réagit pas au toucher.',
    ends: 'Un badge y met fin aussitôt.',
  },
};
