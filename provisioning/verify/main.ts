// The page: takes a folder, a key and a checkpoint from a person and shows what the verifier says. Sends nothing anywhere.
import { byId, filled } from './elements.ts';
import { type Finding, finding } from './finding.ts';
import { type Filed, showEntryVerdict, showVerdict, sizeIn } from './verdict-view.ts';
import type * as Verifier from './verifier.ts';
import type { Words } from './words.ts';
import { ENGLISH } from './words-en.ts';
import { FRENCH } from './words-fr.ts';

declare const WardkeyVerifier: typeof Verifier;

interface Chosen {
  readonly name: string;
  readonly files: ReadonlyMap<string, File>;
}

type Language = 'en' | 'fr';
type Stated = readonly [Verifier.Proved | Finding, Filed];

const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, fr: FRENCH };
const CHECKPOINT_LIMIT = 65_536;

const folder = byId('folder', HTMLInputElement);
const vkey = byId('vkey', HTMLTextAreaElement);
const since = byId('since', HTMLTextAreaElement);
const check = byId('check', HTMLButtonElement);
const verdict = byId('verdict', HTMLElement);
const oneVerdict = byId('one-verdict', HTMLElement);
const bar = byId('bar', HTMLProgressElement);

let language: Language = navigator.language.startsWith('fr') ? 'fr' : 'en';
let stated: Stated | null = null;
let entryStated: Verifier.ProvedEntry | Finding | null = null;

folder.addEventListener('change', sayFolder);
vkey.addEventListener('input', () => void sayKey());
byId('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void checkExport();
});
byId('one-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void checkEntry();
});
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-language]')) {
  button.addEventListener('click', () => speak(button.dataset.language === 'fr' ? 'fr' : 'en'));
}
speak(language);

function speak(wanted: Language): void {
  language = wanted;
  const words = WORDS[language];
  const texts = new Map(Object.entries(words.fixed));
  document.documentElement.lang = language;
  document.title = `Wardkey: ${words.fixed.title}`;
  for (const place of document.querySelectorAll<HTMLElement>('[data-text]')) {
    place.textContent = texts.get(place.dataset.text ?? '') ?? '';
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  sayFolder();
  void sayKey();
  if (stated !== null) showVerdict(verdict, stated[0], words, { ...stated[1], language });
  if (entryStated !== null) showEntryVerdict(oneVerdict, entryStated, words);
}

/** The files below the folder that was chosen, by their names in it. */
function choice(): Chosen {
  const all = [...(folder.files ?? [])];
  const [name = ''] = all[0]?.webkitRelativePath.split('/') ?? [];
  return {
    name,
    files: new Map(all.map((file) => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file])),
  };
}

function sayFolder(): void {
  const words = WORDS[language];
  const { name, files } = choice();
  const size = sizeIn(
    language,
    [...files.values()].reduce((sum, file) => sum + file.size, 0),
  );
  byId('folder-state', HTMLElement).textContent =
    files.size === 0 ? words.noFolder : filled(words.folderChosen, { name, files: String(files.size), size });
  folder.parentElement?.classList.toggle('chosen', files.size > 0);
}

async function sayKey(): Promise<void> {
  const text = vkey.value;
  const name = text.trim() === '' ? '' : await WardkeyVerifier.cabinetOf(text).catch(() => null);
  if (text !== vkey.value) return;
  const words = WORDS[language];
  byId('vkey-state', HTMLElement).textContent =
    name === '' ? '' : name === null ? words.vkeyBad : filled(words.vkeyGood, { name });
}

async function checkExport(): Promise<void> {
  const { name, files } = choice();
  const outside = since.value.trim() === '' ? null : `${since.value.replaceAll('\r\n', '\n').trimEnd()}\n`;
  const progress = byId('progress', HTMLElement);
  check.disabled = true;
  verdict.hidden = true;
  progress.hidden = false;
  const result = await guarded(() =>
    files.size === 0
      ? finding('no_folder')
      : WardkeyVerifier.verifyExport({ files, vkey: vkey.value, since: outside, onProgress: sayProgress }),
  );
  const checkpoint = result.outcome === 'proved' ? await textOf(files.get('checkpoint')) : null;
  progress.hidden = true;
  check.disabled = false;
  stated = [result, { language, folder: name, checked: new Date(), vkey: vkey.value, checkpoint }];
  showVerdict(verdict, result, WORDS[language], stated[1]);
  verdict.focus();
}

async function checkEntry(): Promise<void> {
  const entry = byId('one-entry', HTMLTextAreaElement).value;
  const proof = byId('one-proof', HTMLTextAreaElement).value;
  const whole = `${proof.replaceAll('\r\n', '\n').trimEnd()}\n`;
  entryStated = await guarded(() => WardkeyVerifier.verifyEntry(vkey.value, entry, whole));
  showEntryVerdict(oneVerdict, entryStated, WORDS[language]);
  oneVerdict.focus();
}

function sayProgress(stage: Verifier.Stage, done: number, total: number): void {
  const text = WORDS[language].stages[stage];
  const place = byId('stage', HTMLElement);
  if (place.textContent !== text) place.textContent = text;
  bar.value = total === 0 ? 1 : done / total;
}

/** What the browser itself refuses becomes a finding: a file that changed under the check, signatures that it does not know. */
async function guarded<T>(work: () => T | Promise<T>): Promise<T | Finding> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException) && crypto.subtle !== undefined) throw error;
    const code = error instanceof DOMException && error.name !== 'NotSupportedError' ? 'unreadable' : 'no_browser';
    return finding(code);
  }
}

async function textOf(file: File | undefined): Promise<string | null> {
  return file === undefined || file.size > CHECKPOINT_LIMIT ? null : file.text();
}
