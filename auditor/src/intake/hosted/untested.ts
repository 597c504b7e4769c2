import type { Target } from '../../core/target.ts';
import type { FoundBackend } from './find.ts';

/** What a front end asks of hosted backends, and the target file does not name. */
export interface Untested {
  readonly project: string;
  readonly script: string;
  /** `the whole project`, `the table notes`, `changes over a socket`. */
  readonly what: readonly string[];
}

/** Compares what scripts call with what the target file names; what is named in full is left out. */
export function untestedIn({ backends }: Pick<Target, 'backends'>, found: readonly FoundBackend[]) {
  return found.flatMap((one): readonly Untested[] => {
    const what = [...missing(backends, one), ...(one.realtime ? ['changes over a socket'] : [])];
    return what.length === 0 ? [] : [{ project: one.project, script: one.script, what }];
  });
}

function missing({ supabase, firebase }: Target['backends'], found: FoundBackend): readonly string[] {
  const all = [
    ...found.tables.map((name) => `${found.backend === 'supabase' ? 'the table' : 'the path'} ${name}`),
    ...found.functions.map((name) => `the function ${name}`),
    ...found.buckets.map((name) => `the bucket ${name}`),
  ];
  if (found.backend === 'firebase') {
    if (firebase?.projectId !== found.project) return all.length === 0 ? ['the whole project'] : all;
    const named = [...Object.keys(firebase.collections), ...Object.keys(firebase.paths)];
    const roots = named.map((path) => path.split('/')[0]);
    return found.tables
      .filter((path) => !roots.includes(path.split('/')[0]))
      .map((path) => `the path ${path}`);
  }
  if (supabase?.url !== found.project) return all.length === 0 ? ['the whole project'] : all;
  // A saved description names every table and function.
  const isDescribed = supabase.schema !== undefined;
  const unnamed = (names: readonly string[], known: object) =>
    names.filter((name) => !Object.hasOwn(known, name));
  return [
    ...(isDescribed ? [] : unnamed(found.tables, supabase.tables).map((name) => `the table ${name}`)),
    ...(isDescribed
      ? []
      : unnamed(found.functions, supabase.functions).map((name) => `the function ${name}`)),
    ...unnamed(found.buckets, supabase.buckets).map((name) => `the bucket ${name}`),
  ];
}
