// Makes elements of the page. Text goes in as text only: nothing out of an export is ever read as HTML.

export interface ElementFacts {
  readonly class?: string;
  readonly text?: string;
  readonly id?: string;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  facts: ElementFacts = {},
  ...children: readonly Element[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (facts.class !== undefined) made.className = facts.class;
  if (facts.text !== undefined) made.textContent = facts.text;
  if (facts.id !== undefined) made.id = facts.id;
  made.append(...children);
  return made;
}

/** A drawing of lines in a square of 24. */
export function drawing(...paths: readonly string[]): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

/** The element of the page with this id. @throws when the page and its script do not belong together */
export function byId<T extends Element>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page lacks ${id}`);
  return found;
}

/** A sentence with its `{names}` filled in. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
