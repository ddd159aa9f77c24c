// Who may import whom: the table of rooms.ts applied to every import, and the rules that follow from the graph.
import { type Import, importsOf, packageOf, targetOf } from './imports.ts';
import { CORNERS, holds, PRIVATE, ROOMS, type RoomName, roomOf } from './rooms.ts';
import { isCode, type Rule, type SourceFile } from './source-tree.ts';

/** Every code file stands in a room that the table knows. */
export const everyFileHasARoom: Rule = (files) =>
  files.filter((file) => isCode(file) && roomOf(file.path) === null).map((file) => `${file.path}: stands in no room`);

/** Relative imports go only where the table lets them, as types where it says so. */
export const roomsKeepToTheTable: Rule = (files) =>
  allImports(files).flatMap((one) => {
    const target = targetOf(one);
    const from = roomOf(one.file.path);
    if (target === null || from === null) return [];
    const to = roomOf(target);
    if (to === null) return [`${one.place}: imports ${target}, which stands in no room`];
    return mayEnter(from, to, one.typeOnly) ? [] : [`${one.place}: ${from} may not import ${to} (${target})`];
  });

/** Packages and built-in modules only where the table lets them. */
export const packagesStayInTheirRooms: Rule = (files) =>
  allImports(files).flatMap((one) => {
    const from = roomOf(one.file.path);
    if (from === null) return [];
    const room = ROOMS[from];
    if (one.specifier?.startsWith('node:') === true) {
      return room.builtins ? [] : [`${one.place}: ${from} may not import ${one.specifier}`];
    }
    const name = packageOf(one);
    if (name === null || room.packages === 'any') return [];
    if (!room.packages.includes(name)) return [`${one.place}: ${from} may not import the package ${name}`];
    const corners = CORNERS.get(name);
    if (corners === undefined || corners.some((corner) => holds(corner, one.file.path))) return [];
    return [`${one.place}: only ${corners.join(', ')} may import the package ${name}`];
  });

/** Imports say what they mean: a literal, with its ending, of a file that is there. */
export const importsAreLiteral: Rule = (files) => {
  const there = new Set(files.map((file) => file.path));
  return allImports(files).flatMap((one) => {
    if (one.file.path.endsWith('.cjs')) return [];
    if (one.specifier === null) {
      return roomOf(one.file.path) === 'tests' ? [] : [`${one.place}: imports something computed at run time`];
    }
    const target = targetOf(one);
    if (target === null) return [];
    if (!/\.[a-z0-9]+$/.test(target)) return [`${one.place}: imports ${one.specifier} without its ending`];
    return /\.tsx?$/.test(target) && !there.has(target) ? [`${one.place}: imports ${target}, which is not there`] : [];
  });
};

/** No file reaches itself through its imports, types included. */
export const noCycles: Rule = (files) => {
  const graph = graphOf(files, () => true);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) cycles.push(`cycle: ${[...trail.slice(seen), path].join(' → ')}`);
    if (seen >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
};

/** What a page takes from the contract at run time brings no schema library with it. */
export const pagesCarryNoSchemas: Rule = (files) => {
  const graph = graphOf(files, (one) => !one.typeOnly);
  const heavy = new Set(
    allImports(files)
      .filter((one) => packageOf(one) === 'zod' && !one.typeOnly)
      .map((one) => one.file.path),
  );
  const pages = files.filter((file) => ['kiosk', 'admin page'].includes(roomOf(file.path) ?? ''));
  return pages.flatMap((page) =>
    [...reach(page.path, graph)].filter((path) => heavy.has(path)).map((path) => `${page.path}: brings zod by ${path}`),
  );
};

function mayEnter(from: RoomName, to: RoomName, typeOnly: boolean): boolean {
  if (from === to) return true;
  const guests = PRIVATE.get(to);
  if (guests !== undefined && !guests.includes(from)) return false;
  const { rooms, types } = ROOMS[from];
  return rooms === 'any' || rooms.includes(to) || (typeOnly && types.includes(to));
}

function allImports(files: readonly SourceFile[]): readonly Import[] {
  return files.filter(isCode).flatMap(importsOf);
}

function graphOf(
  files: readonly SourceFile[],
  counts: (one: Import) => boolean,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.filter(isCode).map(
      (file) =>
        [
          file.path,
          importsOf(file)
            .filter(counts)
            .flatMap((one) => targetOf(one) ?? []),
        ] as const,
    ),
  );
}

function reach(start: string, graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const next of graph.get(path) ?? []) reached.add(next);
  return reached;
}
