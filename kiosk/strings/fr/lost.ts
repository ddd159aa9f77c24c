// Words of the pack about a lost key in French: what is to be done, who had it, what proves it.
import type { lostWords as english } from '../en/lost.ts';

export const lostWords: typeof english = {
  lost: {
    open: 'Dossier de clé perdue',
    title: (key) => `Perdue\u00a0: ${key}`,
    since: (when) => `Depuis ${when}`,
    progress: ({ done, of }) => `${done} sur ${of}`,
    complete: 'Tout est fait. La clé reste perdue jusqu’à ce qu’on la retrouve ou que la configuration la retire.',
    todo: 'À faire',
    did: 'Fait',
    steps: {
      places_searched: 'Chercher là où elle a servi',
      holders_asked: 'Interroger les derniers détenteurs',
      security_told: 'Prévenir la sécurité',
      owners_told: 'Prévenir les responsables des locaux',
      rekey_decided: 'Décider du changement des serrures',
      police_told: 'Déclarer la perte à la police',
    },
    hints: {
      places_searched: 'Poches, blouses, linge, véhicules.',
      holders_asked: 'La liste est plus bas.',
      security_told: 'Elle surveille les portes en attendant.',
      owners_told: 'Ils peuvent faire surveiller les portes.',
      rekey_decided: 'Notez qui a décidé, et quoi.',
      police_told: 'Notez le numéro de la déclaration, ou pourquoi il n’y en a pas.',
    },
    holders: 'Derniers détenteurs',
    nobody: 'Personne, d’après le registre.',
    evidence: 'Preuves',
    entries: (numbers) => `Entrées ${numbers}`,
    root: (size) => `Racine de ${size} entrées`,
    prove: 'Un export du registre prouve ces entrées par cette racine.',
  },
};
