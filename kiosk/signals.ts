// Values that tell whoever has read them, and only those. Small enough for the weight of the page, which a library is not.
// Tells nobody twice for one batch.

export interface ReadonlySignal<Value> {
  /** Reading it while drawing, or in an effect, makes one a reader. */
  readonly value: Value;
  /** Reads without becoming a reader. */
  peek(): Value;
}

export interface Signal<Value> extends ReadonlySignal<Value> {
  value: Value;
}

type Readers = Set<Reader>;

export interface Reader {
  /** What it has read since it last ran. */
  readonly sources: Set<Readers>;
  readonly run: () => void;
}

let reading: Reader | null = null;
let depth = 0;
const stale: Readers = new Set();

export function signal<Value>(value: Value): Signal<Value> {
  const readers: Readers = new Set();
  return {
    get value() {
      if (reading !== null) {
        readers.add(reading);
        reading.sources.add(readers);
      }
      return value;
    },
    set value(next) {
      if (Object.is(next, value)) return;
      value = next;
      batch(() => {
        for (const reader of readers) stale.add(reader);
      });
    },
    peek: () => value,
  };
}

/** A value that follows from others, for as long as the page lives. */
export function computed<Value>(compute: () => Value): ReadonlySignal<Value> {
  const first = signal<{ readonly now: Value } | null>(null);
  effect(() => {
    const now = compute();
    if (!Object.is(first.peek()?.now, now)) first.value = { now };
  });
  return {
    get value() {
      return first.value === null ? compute() : first.value.now;
    },
    peek: () => first.peek()?.now ?? compute(),
  };
}

/** Runs now and after each change of what it has read. @returns ends it */
export function effect(run: () => void): () => void {
  const reader: Reader = { sources: new Set(), run: () => follow(reader, run) };
  reader.run();
  return () => forget(reader);
}

/** Makes many changes one. */
export function batch(change: () => void): void {
  depth += 1;
  try {
    change();
  } finally {
    depth -= 1;
    if (depth === 0) settle();
  }
}

/** Runs something in place of the last run, and remembers what it reads. */
export function follow(reader: Reader, run: () => void): void {
  forget(reader);
  const before = reading;
  reading = reader;
  try {
    run();
  } finally {
    reading = before;
  }
}

/** Ends a reader, until it is followed again. */
export function forget(reader: Reader): void {
  for (const readers of reader.sources) readers.delete(reader);
  reader.sources.clear();
}

function settle(): void {
  for (const reader of stale) {
    stale.delete(reader);
    reader.run();
  }
}
