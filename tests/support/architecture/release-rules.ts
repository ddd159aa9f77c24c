// Nothing unlocks without a token: who mints one, who asks a driver to unlock, and that nothing opens every slot at once.
import { isCode, isProduct, type Rule, type SourceFile } from './source-tree.ts';
import { nodesOf, placeOf, type Visited } from './syntax.ts';

const TOKEN = 'controller/domain/release-token.ts';
const MINTER = 'controller/audit/journal.ts';
const OPENER = /^controller\/runtime(?:\.ts$|\/)/;
const CU16 = /^controller\/drivers\/(?:slot-boards\/kerong-cu16|simulated)\//;

/** The code of "unlock all" of the CU16. */
const UNLOCK_ALL = 0x33;

/** One place in the product mints release tokens, and it is the writer of the log. */
export const oneMinter: Rule = (files) => {
  const places = mentions(files, 'mint', (file) => file.path !== TOKEN);
  const wrong = places.filter((place) => !place.startsWith(`${MINTER}:`));
  if (wrong.length > 0) return wrong.map((place) => `${place}: only ${MINTER} mints release tokens`);
  return places.length === 1 ? [] : [`${MINTER}: mints release tokens in ${places.length} places, not in one`];
};

/** One place in the product asks a driver to unlock, and it is the runtime. */
export const oneOpener: Rule = (files) => {
  const places = mentions(files, 'unlock', (file) => !file.path.startsWith('controller/drivers/'));
  const wrong = places.filter((place) => !OPENER.test(place.replace(/:\d+$/, '')));
  if (wrong.length > 0) return wrong.map((place) => `${place}: only the runtime asks a board to unlock`);
  return places.length === 1 ? [] : [`the runtime asks boards to unlock in ${places.length} places, not in one`];
};

/** No file that speaks CU16 knows the command that opens every slot, by number or by name. */
export const nothingOpensEverything: Rule = (files) =>
  files
    .filter((file) => isCode(file) && isProduct(file))
    .flatMap((file) =>
      [...nodesOf(file)]
        .filter(({ node }) => {
          if (node.type === 'Literal') return CU16.test(file.path) && node.value === UNLOCK_ALL;
          return node.type === 'Identifier' && /^(?:unlock|open|release)_?all/i.test(node.name);
        })
        .map(({ node }) => `${placeOf(file, node)}: opens every slot at once`),
    );

/** Where product code reaches for a member of this name, in whatever spelling. */
function mentions(
  files: readonly SourceFile[],
  name: string,
  counts: (file: SourceFile) => boolean,
): readonly string[] {
  return files
    .filter((file) => isCode(file) && /^(?:controller|provisioning)\//.test(file.path) && counts(file))
    .flatMap((file) =>
      [...nodesOf(file)].filter((visited) => reaches(visited, name)).map(({ node }) => placeOf(file, node)),
    );
}

/** `x.name`, `x['name']` and `{ name } = x`. */
function reaches({ node, parent, key }: Visited, name: string): boolean {
  if (parent?.type === 'MemberExpression' && key === 'property') {
    return parent.computed
      ? node.type === 'Literal' && node.value === name
      : node.type === 'Identifier' && node.name === name;
  }
  if (node.type !== 'Property' || parent?.type !== 'ObjectPattern') return false;
  return node.key.type === 'Identifier'
    ? node.key.name === name
    : node.key.type === 'Literal' && node.key.value === name;
}
