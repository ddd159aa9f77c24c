// What the product depends on: few packages, each pinned to one exact version.

const MOST = 25;
const EXACT = /^\d+\.\d+\.\d+$/;

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** At most 25 direct packages at run time, and no version that can move. */
export function loosePackages(manifest: Manifest): readonly string[] {
  const { dependencies = {}, optionalDependencies = {}, devDependencies = {} } = manifest;
  const runtime = Object.keys({ ...dependencies, ...optionalDependencies }).length;
  const moving = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${name}: ${version} is not one exact version`);
  return [...(runtime > MOST ? [`${runtime} packages at run time, at most ${MOST}`] : []), ...moving];
}
