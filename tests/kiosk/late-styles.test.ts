// The helper that brings the styles of a later script: before the script, once, and with a failure that can be tried again.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lateStyles } from '../../kiosk/late-styles.ts';

type Preload = (load: () => unknown, files?: readonly string[]) => Promise<unknown>;
interface Link {
  rel?: string;
  href?: string;
  onload?: () => void;
  onerror?: () => void;
  remove: () => void;
}

/** What Vite calls it in the scripts that it writes. */
const NAME = '__vitePreload';

let links: Link[] = [];

beforeEach(() => {
  links = [];
  vi.stubGlobal('document', {
    createElement: (): Link => {
      const link: Link = { remove: () => void links.splice(links.indexOf(link), 1) };
      return link;
    },
    querySelector: (wanted: string) => links.find(({ href }) => href !== undefined && wanted.includes(href.slice(1))),
    head: { append: (link: Link) => void links.push(link) },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function helper(): Promise<Preload> {
  const { load } = lateStyles();
  if (typeof load !== 'function') throw new Error('The step loads nothing');
  const code: unknown = Reflect.apply(load, {}, ['\0vite/preload-helper.js']);
  const module: Readonly<Record<string, Preload>> = await import(
    `data:text/javascript,${encodeURIComponent(String(code))}`
  );
  const preload = module[NAME];
  if (preload === undefined) throw new Error(`The helper is not called ${NAME}`);
  return preload;
}

test('replaces the helper of Vite and nothing else', () => {
  const { load } = lateStyles();
  expect(typeof load === 'function' && Reflect.apply(load, {}, ['main.tsx'])).toBeNull();
});

test('the script comes after its styles', async () => {
  const preload = await helper();
  const load = vi.fn(() => 'pages');
  const coming = preload(load, ['assets/a.js', 'assets/a.css']);
  expect(links.map(({ rel, href }) => [rel, href])).toEqual([['stylesheet', '/assets/a.css']]);
  expect(load).not.toHaveBeenCalled();
  links[0]?.onload?.();
  await expect(coming).resolves.toBe('pages');
});

test('styles that are here are not asked for', async () => {
  const preload = await helper();
  const first = preload(() => 1, ['assets/a.css']);
  links[0]?.onload?.();
  await first;
  await expect(preload(() => 2, ['assets/a.css'])).resolves.toBe(2);
  expect(links).toHaveLength(1);
});

test('styles that do not come fail the script, and are asked for again', async () => {
  const preload = await helper();
  const coming = preload(() => 1, ['assets/a.css']);
  links[0]?.onerror?.();
  await expect(coming).rejects.toThrow('assets/a.css');
  expect(links).toHaveLength(0);
});

test('a script without styles comes at once', async () => {
  const preload = await helper();
  await expect(preload(() => 'french')).resolves.toBe('french');
});
