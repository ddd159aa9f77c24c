// Draws the page: elements and components from the JSX of Preact, whose types it keeps; the whole of Preact does not fit the
// weight of this page. Redraws only the components that have read what changed. No classes, no contexts, no hydration.
import { follow, forget, type Reader, type Signal, signal } from './signals.ts';

type Props = Readonly<Record<string, unknown>>;
type Draw = (props: Props) => unknown;

interface Vnode {
  readonly type: string | Draw;
  readonly key: unknown;
  readonly props: Props;
}

/** What stands for one place of a tree: an element or a text with its DOM, a component, or nothing. */
interface Drawn {
  what: unknown;
  dom: Element | Text | null;
  kids: readonly Drawn[];
  readonly parent: Drawn | null;
  readonly depth: number;
  readonly svg: boolean;
  readonly reader: Reader;
  /** What the component keeps, in the order of its calls. */
  readonly things: unknown[];
}

const SVG = 'http://www.w3.org/2000/svg';
const HTML = 'http://www.w3.org/1999/xhtml';

/** Called by the JSX of each file. */
export function h(type: string | Draw, props: Props | null, ...children: readonly unknown[]): Vnode {
  return { type, key: props?.key ?? null, props: { ...props, children } };
}

export function Fragment({ children }: Props): unknown {
  return children;
}

/** Draws into an empty element, and from then on by itself. */
export function render(what: unknown, host: Element): void {
  const root = newDrawn(null, host);
  root.dom = host;
  drawKids(root, [what]);
}

/** A signal of the component that is being drawn, for as long as it stands. */
export function useSignal<Value>(first: Value): Signal<Value> {
  return useKept(() => signal(first));
}

/** A thing of the component that is being drawn, made when it is drawn first. Called in the same order each time. */
export function useKept<Thing>(make: () => Thing): Thing {
  if (drawing === null) throw new Error('Nothing is being drawn');
  const { things } = drawing;
  if (place === things.length) things.push(make());
  // The place says what it is: each component calls in one order.
  const thing = things[place] as Thing;
  place += 1;
  return thing;
}

let drawing: Drawn | null = null;
let place = 0;
const stale = new Set<Drawn>();

function newDrawn(parent: Drawn | null, what: unknown): Drawn {
  const drawn: Drawn = {
    what,
    dom: null,
    kids: [],
    parent,
    depth: (parent?.depth ?? 0) + 1,
    svg: (parent?.svg ?? false) || (isVnode(what) && what.type === 'svg'),
    reader: {
      sources: new Set(),
      run: () => {
        if (stale.size === 0) queueMicrotask(redrawStale);
        stale.add(drawn);
      },
    },
    things: [],
  };
  return drawn;
}

/** From the outside in: what an outer component draws anew is not stale any more. */
function redrawStale(): void {
  for (const drawn of [...stale].sort((a, b) => a.depth - b.depth)) {
    if (!stale.delete(drawn) || !isVnode(drawn.what)) continue;
    drawComponent(drawn, drawn.what);
    let host = drawn;
    while (host.dom === null && host.parent !== null) host = host.parent;
    arrange(host);
  }
  // What became stale while others were drawn.
  if (stale.size > 0) queueMicrotask(redrawStale);
}

function draw(before: Drawn | undefined, what: unknown, parent: Drawn): Drawn {
  const drawn = before ?? newDrawn(parent, what);
  const old = drawn.what;
  drawn.what = what;
  if (isVnode(what)) {
    // The very same node says that nothing about it is new.
    if (before !== undefined && old === what) return drawn;
    if (typeof what.type === 'function') drawComponent(drawn, what);
    else drawElement(drawn, what.type, what.props, before !== undefined && isVnode(old) ? old.props : {});
  } else if (what !== '') {
    const text = String(what);
    if (drawn.dom instanceof Text) {
      if (drawn.dom.data !== text) drawn.dom.data = text;
    } else drawn.dom = document.createTextNode(text);
  }
  return drawn;
}

function drawComponent(drawn: Drawn, { type, props }: Vnode): void {
  if (typeof type !== 'function') return;
  stale.delete(drawn);
  const [outer, outerPlace] = [drawing, place];
  let inside: unknown = null;
  follow(drawn.reader, () => {
    drawing = drawn;
    place = 0;
    inside = type(props);
  });
  drawing = outer;
  place = outerPlace;
  drawKids(drawn, Array.isArray(inside) ? inside : [inside]);
}

function drawElement(drawn: Drawn, tag: string, props: Props, before: Props): void {
  const isNew = drawn.dom === null;
  const dom = drawn.dom instanceof Element ? drawn.dom : document.createElementNS(drawn.svg ? SVG : HTML, tag);
  drawn.dom = dom;
  for (const name of Object.keys({ ...before, ...props })) {
    if (before[name] !== props[name]) setProp(dom, name, props[name], before[name]);
  }
  drawKids(drawn, Array.isArray(props.children) ? props.children : []);
  if (isNew && typeof props.ref === 'function') props.ref(dom);
}

function drawKids(drawn: Drawn, children: readonly unknown[]): void {
  const left = new Set(drawn.kids);
  const byKey = new Map(drawn.kids.map((kid) => [keyOf(kid.what), kid]));
  drawn.kids = children.map((child, index) => {
    const what = tidy(child);
    const key = keyOf(what);
    const before = key === null ? drawn.kids[index] : byKey.get(key);
    const same = before !== undefined && left.has(before) && isAlike(before.what, what) ? before : undefined;
    if (same !== undefined) left.delete(same);
    return draw(same, what, drawn);
  });
  for (const gone of left) remove(gone, true);
  if (drawn.dom !== null) arrange(drawn);
}

/** Puts the DOM of a host into the order of what is drawn; what stands right is not touched. */
function arrange({ dom: host, kids }: Drawn): void {
  let next = host?.firstChild ?? null;
  for (const dom of kids.flatMap(domOf)) {
    if (dom === next) next = next.nextSibling;
    else host?.insertBefore(dom, next);
  }
}

function domOf(drawn: Drawn): readonly (Element | Text)[] {
  return drawn.dom === null ? drawn.kids.flatMap(domOf) : [drawn.dom];
}

function remove(drawn: Drawn, isTop: boolean): void {
  forget(drawn.reader);
  stale.delete(drawn);
  if (isVnode(drawn.what) && typeof drawn.what.props.ref === 'function') drawn.what.props.ref(null);
  if (isTop && drawn.dom !== null) drawn.dom.remove();
  for (const kid of drawn.kids) remove(kid, isTop && drawn.dom === null);
}

function setProp(dom: Element, name: string, value: unknown, before: unknown): void {
  if (name === 'children' || name === 'key' || name === 'ref') return;
  if (name.startsWith('on')) {
    const event = name.slice(2).toLowerCase();
    if (isListener(before)) dom.removeEventListener(event, before);
    if (isListener(value)) dom.addEventListener(event, value);
  } else if (name === 'style' && dom instanceof HTMLElement) {
    for (const [property, set] of Object.entries(value ?? {})) dom.style.setProperty(property, String(set));
  } else {
    // "false" is a word of aria- and data-, and no attribute elsewhere.
    const isWord = name.charAt(4) === '-';
    if (value === undefined || value === null || (value === false && !isWord)) dom.removeAttribute(name);
    else dom.setAttribute(name, value === true && !isWord ? '' : wordOf(value));
  }
}

/** A list among children is a fragment, and what draws nothing keeps its place. */
function tidy(child: unknown): unknown {
  if (Array.isArray(child)) return { type: Fragment, key: null, props: { children: child } };
  return child === null || child === undefined || typeof child === 'boolean' ? '' : child;
}

function keyOf(what: unknown): unknown {
  return isVnode(what) ? what.key : null;
}

function isAlike(a: unknown, b: unknown): boolean {
  if (isVnode(a) && isVnode(b)) return a.type === b.type && a.key === b.key;
  return !isVnode(a) && !isVnode(b) && (a === '') === (b === '');
}

function isVnode(what: unknown): what is Vnode {
  return typeof what === 'object' && what !== null && 'type' in what;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isListener(value: unknown): value is (event: Event) => void {
  return typeof value === 'function';
}
