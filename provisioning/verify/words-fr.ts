// What the page says in French.
import type { Words } from './words.ts';

export const FRENCH: Words = {
  fixed: {
    title: 'Vérifier le journal d’une armoire à clés',
    lead: 'Cette page dit si un journal exporté est exactement ce que l’armoire a signé. Elle fonctionne sans réseau, rien ne quitte cet ordinateur, et elle ne se fie à rien dans l’export : seulement à la clé que vous apportez.',
    folderTitle: 'Le dossier exporté',
    folderLabel: 'Choisissez le dossier, ou déposez-le ici',
    vkeyTitle: 'La clé publique de l’armoire',
    vkeyHint: 'Elle est imprimée sur le procès-verbal de mise en service. Ne la prenez pas dans l’export lui-même.',
    sinceTitle: 'Un point de contrôle gardé ailleurs',
    sinceHint:
      'D’une inspection précédente, d’un serveur de journaux ou d’une page imprimée. Il montre si le journal a été réécrit ou coupé depuis.',
    optional: '(facultatif)',
    check: 'Vérifier l’export',
    oneTitle: 'Vérifier plutôt une seule entrée',
    oneHint: 'Il faut la clé ci-dessus, l’entrée octet pour octet, et sa preuve (c2sp.org/tlog-proof).',
    oneEntry: 'L’entrée',
    oneProof: 'La preuve',
    oneCheck: 'Vérifier l’entrée',
    footer:
      'Wardkey · SHA-256 et Ed25519 de ce navigateur · RFC 6962 · c2sp.org/signed-note. La même vérification se fait par une autre voie avec « wardkey audit verify ».',
  },
  stages: {
    files: 'Comparaison de chaque fichier avec la liste signée…',
    older: 'Lecture des points de contrôle précédents…',
    log: 'Calcul de l’arbre de toutes les entrées…',
    texts: 'Vérification des textes et de la configuration…',
  },
  noFolder: 'Aucun dossier choisi',
  folderChosen: '{name} : {files} fichiers, {size}',
  vkeyGood: 'Clé de {name}',
  vkeyBad: 'Ce n’est pas une clé publique complète : nom, plus, 8 chiffres, plus, la clé.',
  proved: 'Prouvé',
  provedWhy:
    'Les {count} entrées sont exactement ce que l’armoire a signé. Aucune n’a été modifiée, retirée, ajoutée ou déplacée.',
  provedEmpty: 'L’armoire a signé que son journal est vide.',
  broken: 'Altéré',
  unusable: 'Inutilisable',
  oneProved: 'L’entrée est prouvée',
  oneProvedWhy: 'L’entrée {seq} figure dans le journal de {size} entrées que {name} a signé.',
  place: { file: 'Fichier', line: 'Ligne', entry: 'Entrée', saw: 'Trouvé' },
  brokenNext:
    'Ne vous fiez pas à cet export. Gardez-le tel quel, notez ce que dit cette page, et demandez un nouvel export en votre présence.',
  unusableNext:
    'Cela ne dit rien du journal, ni en bien ni en mal. Corrigez ce qui est nommé ci-dessus et recommencez.',
  figures: {
    entries: 'Entrées',
    first: 'Première entrée',
    last: 'Dernière entrée',
    older: 'Points de contrôle précédents concordants',
    since: 'Point de contrôle gardé ailleurs',
    notes: 'Textes conformes à leur sceau',
    files: 'Fichiers',
    folder: 'Dossier',
    checked: 'Vérifié',
    origin: 'Armoire',
    root: 'Racine du journal (SHA-256)',
    key: 'Clé de la vérification',
  },
  notProved: 'Ce que cela ne prouve pas',
  caveats: {
    tail: 'Rien n’est dit de ce qui s’est passé après l’entrée {size}.',
    noSince:
      'Aucun point de contrôle d’ailleurs n’a été donné. Qui détient la clé secrète de l’armoire a pu signer un autre journal ; un point de contrôle que vous avez gardé l’exclut.',
    range:
      'L’export montre les entrées {from} à {to}. Des autres, il montre seulement qu’elles sont dans le journal signé, pas ce qu’elles disent.',
    older: '{count} points de contrôle précédents sont hors de la période exportée et n’ont pas pu être comparés.',
    csv: 'log.csv est fait pour la lecture. Il est tel que l’armoire l’a écrit ; la preuve est dans les entrées.',
    setup:
      'Aucune configuration n’est entrée en vigueur dans cette période : les noms des personnes et des clés sont tels que l’armoire les a écrits, sans lien avec une entrée.',
    noSetup:
      'L’export ne contient pas de configuration : les noms des personnes et des clés dans log.csv sont sans lien avec une entrée.',
    unread:
      'Trop grand pour un navigateur, donc pas examiné : {names}. Ne vous y fiez pas ; « wardkey audit verify » le vérifie.',
    strangers: 'Dans le dossier, mais hors de l’export : {names}.',
  },
  keep: 'Gardez ce point de contrôle',
  keepWhy:
    'Donnez-le à l’étape 3 la prochaine fois : il montrera que le journal commence toujours par ce qui a été vérifié aujourd’hui.',
  print: 'Imprimer ou enregistrer en PDF',
  signing: ['Nom', 'Date', 'Signature'],
  of: 'sur',
  none: 'aucun',
  why: {
    no_browser:
      'Ce navigateur ne sait pas vérifier les signatures Ed25519. Prenez Chromium, Chrome ou Edge 137 ou plus récent, ou un Firefox actuel.',
    no_folder: 'Aucun dossier n’a été choisi.',
    no_manifest:
      'Il n’y a pas de fichier « manifest ». Ce n’est pas un export, ou il n’a jamais été terminé. Choisissez le dossier qui le contient.',
    vkey_malformed: 'La clé publique est incomplète ou mal recopiée.',
    since_malformed:
      'Le point de contrôle gardé ailleurs n’en est pas un : copiez-le en entier, avec la ligne qui commence par un tiret.',
    since_inside:
      'Le point de contrôle gardé ailleurs porte sur {seq} entrées, un endroit que cet export ne montre pas. Exportez le journal entier.',
    proof_malformed: 'Ce n’est pas une entrée complète avec sa preuve.',
    unreadable: 'Un fichier n’a pas pu être lu. Il a peut-être été déplacé ou modifié pendant la vérification.',
    not_note: 'Ce n’est pas une note signée. Le fichier est abîmé ou inachevé.',
    manifest_long: 'La liste des fichiers est plus longue que celle d’aucun export.',
    line_long: 'Une ligne dépasse 8 Kio. Aucune armoire n’écrit une telle ligne.',
    file_large: 'Le fichier est trop grand pour un navigateur. Vérifiez cet export avec « wardkey audit verify ».',
    too_many: 'Il y en a plus qu’un navigateur ne peut en tenir. Vérifiez cet export avec « wardkey audit verify ».',
    manifest_malformed: 'La liste des fichiers n’est pas telle qu’une armoire l’écrit.',
    manifest_lacks: 'La liste des fichiers ne nomme pas « {saw} », que tout export contient.',
    other_key:
      'La clé que vous avez donnée n’a pas signé ceci. C’est celle d’une autre armoire, ou quelqu’un a signé avec une autre clé.',
    bad_signature: 'La signature ne correspond pas : quelque chose a été modifié après la signature de l’armoire.',
    other_origin: 'Il s’agit du journal d’une autre armoire.',
    file_missing: 'Le fichier est dans la liste signée, mais pas dans le dossier.',
    file_size: 'Le fichier n’a pas la taille que l’armoire a signée : quelque chose a été ajouté ou retiré.',
    file_hash: 'Le fichier n’est pas ce que l’armoire a signé : au moins un caractère a été modifié.',
    checkpoint_malformed: 'Ce n’est pas le point de contrôle d’un journal.',
    range_malformed: 'La période n’en est pas une.',
    range_size: 'La période parle d’un journal d’une autre taille que le point de contrôle signé.',
    line_malformed: 'La ligne n’est pas un sous-arbre.',
    line_open: 'La dernière ligne n’est pas terminée : le fichier a été coupé.',
    subtree_place: 'Les sous-arbres ne sont pas à leur place : il en manque ou il y en a trop.',
    entry_malformed: 'L’entrée {seq} n’est pas écrite comme l’armoire écrit.',
    entry_position:
      'L’entrée {seq} devrait être ici, et c’en est une autre : une entrée a été retirée, ajoutée ou déplacée.',
    entry_time: 'L’heure de l’entrée {seq} n’en est pas une, ou précède celle de l’entrée d’avant.',
    entries_few: 'L’entrée {seq} et les suivantes manquent.',
    root_differs: 'Les entrées ne donnent pas la racine que l’armoire a signée : au moins une a été modifiée.',
    older_longer: 'L’armoire a signé un journal de {seq} entrées, et celui-ci est plus court : sa fin a été coupée.',
    older_root: 'Quand le journal avait {seq} entrées, l’armoire en a signé un autre : l’histoire a été réécrite.',
    since_longer:
      'Le point de contrôle gardé ailleurs porte sur {seq} entrées, et ce journal n’en a que {saw} : sa fin a été coupée, ou un ancien disque a été remis.',
    since_root:
      'Quand le journal avait {seq} entrées, c’en était un autre, comme le montre le point de contrôle gardé ailleurs : l’histoire a été réécrite, même si chaque signature est bonne.',
    note_malformed: 'Ce n’est pas un texte avec son sel et son sceau.',
    note_order: 'Les textes ne sont pas en ordre, ou l’un d’eux est en double.',
    note_seal: 'Le texte ne correspond pas à son sceau : il a été modifié.',
    note_unnamed: 'Aucune entrée ne nomme ce texte : il a été ajouté.',
    setup_digest:
      'Ce n’est pas la configuration dont parle le journal : des noms de personnes ou de clés ont été modifiés.',
    proof_root: 'L’entrée {seq} avec cette preuve ne donne pas la racine que l’armoire a signée.',
  },
};
