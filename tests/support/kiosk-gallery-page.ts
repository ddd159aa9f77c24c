// The page over the pictures of a gallery: one row a screen and panel, the languages side by side. Opens from the disk; needs no server.

export interface Picture {
  readonly name: string;
  readonly panel: string;
  readonly theme: string;
  readonly language: string;
  readonly textSize: string;
  /** Relative to the page. */
  readonly file: string;
  /** What the rulers found. */
  readonly faults: readonly string[];
}

/** @returns the whole page as HTML */
export function galleryPage(pictures: readonly Picture[]): string {
  const choices = (key: 'panel' | 'theme' | 'language' | 'textSize') =>
    [...new Set(pictures.map((picture) => picture[key]))].map((value) => `<option>${value}</option>`).join('');
  const select = (key: 'panel' | 'theme' | 'language' | 'textSize', word: string) =>
    `<label>${word} <select name="${key}"><option value="">all</option>${choices(key)}</select></label>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Wardkey: every screen of the kiosk</title>
<style>${CSS}</style>
<form>
  <h1>Wardkey: every screen of the kiosk</h1>
  <label>Screen <input name="name" type="search" placeholder="part of a name"></label>
  ${select('panel', 'Panel')} ${select('theme', 'Theme')} ${select('language', 'Language')} ${select('textSize', 'Text')}
  <label><input name="faulty" type="checkbox"> with faults only</label>
  <label>Width <input name="width" type="range" min="200" max="1280" value="520"></label>
  <output></output>
</form>
<main></main>
<script type="application/json" id="pictures">${JSON.stringify(pictures).replaceAll('<', '\\u003c')}</script>
<script>${SCRIPT}</script>
</html>
`;
}

const CSS = `
body { margin: 0; background: #d9dee3; color: #14202b; font: 15px/1.4 system-ui, sans-serif; }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center;
  padding: 10px 20px; background: #fff; border-bottom: 1px solid #7b8894; }
h1 { margin: 0; font-size: 17px; }
section { padding: 14px 20px; content-visibility: auto; contain-intrinsic-size: auto 420px; }
h2 { margin: 0 0 6px; font-size: 15px; }
h2 small { font-weight: 400; }
.row { display: flex; flex-wrap: wrap; gap: 14px; align-items: flex-start; }
figure { margin: 0; width: var(--width, 520px); }
figure.standing { width: calc(var(--width, 520px) * 0.5); }
img { display: block; width: 100%; height: auto; border: 1px solid #7b8894; }
figcaption { font-size: 13px; }
.faults { margin: 2px 0 0; padding-left: 18px; color: #8d1410; }
`;

const SCRIPT = `
const pictures = JSON.parse(document.getElementById('pictures').textContent);
const form = document.forms[0];
const main = document.querySelector('main');
const add = (parent, tag, text = '', attributes = {}) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.textContent = text;
  parent.append(element);
  return element;
};
function draw() {
  const wish = Object.fromEntries(new FormData(form));
  const fits = (one) =>
    one.name.includes(wish.name.trim()) &&
    ['panel', 'theme', 'language', 'textSize'].every((key) => wish[key] === '' || wish[key] === one[key]) &&
    (wish.faulty === undefined || one.faults.length > 0);
  const chosen = pictures.filter(fits);
  const rows = Map.groupBy(chosen, (one) => one.name + '@' + one.panel);
  main.replaceChildren();
  main.style.setProperty('--width', wish.width + 'px');
  for (const all of rows.values()) {
    const section = add(main, 'section');
    add(add(section, 'h2', all[0].name + ' '), 'small', all[0].panel);
    const row = add(section, 'div', '', { className: 'row' });
    for (const one of all) {
      const [width, height] = one.panel.split('x').map(Number);
      const figure = add(row, 'figure', '', { className: height > width ? 'standing' : '' });
      const link = add(figure, 'a', '', { href: one.file });
      add(link, 'img', '', { src: one.file, loading: 'lazy', width, height, alt: one.name + ', ' + one.language });
      add(figure, 'figcaption', [one.language, one.theme, one.textSize].join(', '));
      const list = one.faults.length === 0 ? null : add(figure, 'ul', '', { className: 'faults' });
      for (const fault of one.faults) add(list, 'li', fault);
    }
  }
  form.querySelector('output').textContent = chosen.length + ' of ' + pictures.length + ' pictures';
}
form.addEventListener('input', draw);
form.addEventListener('submit', (event) => event.preventDefault());
draw();
`;
