// The timers that the page is given. Only main.tsx hands in the browser's own; nothing else may reach for them.

export interface PageTimers {
  /** @param delay milliseconds */
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(handle: unknown): void;
}
