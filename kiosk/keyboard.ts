// For whoever works the page with keys alone: the focus goes to each new screen, and digits go to its number pad. Begins with Tab,
// ends with a touch; until then a badge reader that types like a keyboard moves nothing and enters nothing. Comes with the later
// screens.
import './styles/keyboard.css';

/** Where the focus goes on a new screen: to what cannot be pressed, if it can be, so that a key held too long does nothing more. */
const PLACES = ['.screen :is(h1, h2)', '.screen button:not(:disabled)', '.header button:not(:disabled)'] as const;
const OF_PAD: Readonly<Record<string, string>> = { Backspace: '.pad-delete', Enter: '.pad-enter' };

/** Minds the keys of a page from now on. @returns ends it */
export function mindKeyboard(document: Document): () => void {
  let isByKeys = false;
  let screen = document.querySelector('.screen');

  const follow = () => {
    const next = document.querySelector('.screen');
    const isNew = next !== screen;
    screen = next;
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (isByKeys && (isNew || isLost)) focusOn(document);
  };
  const press = (event: KeyboardEvent) => {
    const { key, target, repeat } = event;
    if (key === 'Tab') isByKeys = true;
    if (!isByKeys || repeat || (key === 'Enter' && isButton(target))) return;
    const place = /^\d$/.test(key) ? `.pad-${key}` : OF_PAD[key];
    if (place !== undefined) document.querySelector<HTMLElement>(`.screen ${place}`)?.click();
  };
  const touch = () => {
    isByKeys = false;
  };

  const observer = new MutationObserver(follow);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  document.addEventListener('keydown', press);
  document.addEventListener('pointerdown', touch);
  return () => {
    observer.disconnect();
    document.removeEventListener('keydown', press);
    document.removeEventListener('pointerdown', touch);
  };
}

function focusOn(document: Document): void {
  const place = PLACES.flatMap((one) => [...document.querySelectorAll<HTMLElement>(one)]).find(isSeen);
  // A heading is no stop of the Tab key; it only takes the focus that has nowhere else to go.
  if (place?.matches('h1, h2')) place.tabIndex = -1;
  place?.focus();
}

/** A heading may be there for screen readers alone. */
function isSeen(element: HTMLElement): boolean {
  return element.offsetWidth > 1;
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement;
}
