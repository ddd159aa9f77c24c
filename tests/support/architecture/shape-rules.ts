// What a file looks like: its name, its length, its first words, what it exports.
import { isCode, type Rule, type SourceFile } from './source-tree.ts';
import { nodesOf, parse, placeOf } from './syntax.ts';

const LONGEST = 300;
const VAGUE = /^(?:utils?|helpers?|types?|index|common|misc|shared|constants)$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Kinds of file that are counted; SQL is exempt. */
const COUNTED = /\.(?:ts|tsx|mts|js|cjs|mjs|css|html|sh)$/;
/** After the line that names an interpreter, if any. */
const OPENING = /^(?:#![^\n]*\n)?(?:\/\*\s*|(?:\/\/|--|#(?!!))[^\S\n]*)\S/;
const COMMENTED = /\.(?:ts|tsx|mts|js|cjs|mjs|css|sql|sh)$/;

/** Code files are named after their main noun, in kebab-case. */
export const namesSayWhat: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const [stem = ''] = baseName(file).split('.');
    if (VAGUE.test(stem)) return [`${file.path}: the name says nothing`];
    return KEBAB.test(stem) ? [] : [`${file.path}: the name is not kebab-case`];
  });

/** No file is longer than a person can keep in mind. */
export const filesAreShort: Rule = (files) =>
  files.flatMap((file) => {
    const lines = file.text.trimEnd().split('\n').length;
    const counted = (COUNTED.test(file.path) || !baseName(file).includes('.')) && !isGenerated(file);
    return counted && lines > LONGEST ? [`${file.path}: ${lines} lines, at most ${LONGEST}`] : [];
  });

/** Every file opens with a comment that says what it is. */
export const filesOpenWithAComment: Rule = (files) =>
  files
    .filter((file) => COMMENTED.test(file.path) || !baseName(file).includes('.'))
    .filter((file) => !OPENING.test(file.text))
    .map((file) => `${file.path}: does not open with a comment`);

/** Exports have names; configuration files, whose tools want a default, aside. */
export const noDefaultExports: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !/^[a-z]+\.config\.ts$/.test(file.path))
    .flatMap((file) =>
      [...nodesOf(file)]
        .filter(
          ({ node }) =>
            node.type === 'ExportDefaultDeclaration' ||
            node.type === 'TSExportAssignment' ||
            (node.type === 'ExportSpecifier' &&
              node.exported.type === 'Identifier' &&
              node.exported.name === 'default'),
        )
        .map(({ node }) => `${placeOf(file, node)}: default export`),
    );

/** No file passes on what is another's: whoever needs a thing imports it where it lives. */
export const noBarrels: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const { body } = parse(file).program;
    const passing = body.filter(
      (node) =>
        node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null),
    );
    const own = body.filter((node) => node.type !== 'ImportDeclaration' && !isListOfNames(node));
    const onlyPasses = passing.length === 0 && own.length === 0 && body.some(isListOfNames);
    return [
      ...passing.map((node) => `${placeOf(file, node)}: exports from another file`),
      ...(onlyPasses ? [`${file.path}: exports nothing of its own`] : []),
    ];
  });

/** No promises to do better later. */
export const noPostponedWork: Rule = (files) =>
  files.filter(isCode).flatMap((file) =>
    parse(file)
      .comments.filter((comment) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(comment.value))
      .map((comment) => `${placeOf(file, comment)}: postponed work`),
  );

function isListOfNames(node: { readonly type: string }): boolean {
  return node.type === 'ExportNamedDeclaration' && 'declaration' in node && node.declaration === null;
}

function isGenerated(file: SourceFile): boolean {
  return file.text.slice(0, 200).includes('@generated');
}

function baseName(file: SourceFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}
