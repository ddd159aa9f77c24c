// Keys of a browser that a public screen does without: zoom, reload, back and forth, full screen, print, tools; and nothing may
// be dropped on it. A press of one letter or digit is left alone. Comes with the later screens.

/** Keys that mean something to a browser alone. */
const OF_BROWSER = /^(F\d+|Browser\w+|Print|PrintScreen|ContextMenu|Help|Find|Open|Save|ZoomToggle)$/;
const DROPS = ['dragenter', 'dragover', 'drop', 'auxclick', 'beforeprint'] as const;

/** @param isFree whether a browser may behave as one: nobody is at a simulated cabinet who could do harm */
export function mindChords(window: Pick<Window, 'addEventListener'>, isFree: () => boolean): void {
  const stop = (event: Event) => {
    if (isFree() || !event.cancelable) return;
    event.preventDefault();
  };
  window.addEventListener('keydown', (event) => {
    if (isChord(event)) stop(event);
  });
  for (const type of DROPS) window.addEventListener(type, stop);
}

/** Whether a press is for the browser, not for the page. */
export function isChord({
  key,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): boolean {
  return ctrlKey || altKey || metaKey || OF_BROWSER.test(key);
}
