import { variablesIn } from '../core/target/secret.ts';
import { stringsIn } from '../core/target/words.ts';
import { nameOf } from './explain.ts';
import type { Place, Problem } from './problem.ts';
import type { TargetFile } from './target-file.ts';
import { placeOf, problemAt } from './yaml-source.ts';

/** An environment variable that the target file refers to. */
export interface NeededVariable {
  readonly name: string;
  /** Where it is used: `identities.ana.bearer`. */
  readonly uses: readonly { readonly where: string; readonly place: Place }[];
}

/** The environment variables that a target file needs, in the order of their first use. */
export function neededVariables({ source }: TargetFile): readonly NeededVariable[] {
  const uses = new Map<string, { where: string; place: Place }[]>();
  for (const { path, text } of stringsIn(source.json)) {
    for (const name of variablesIn(text)) {
      const use = { where: nameOf(path), place: placeOf(source, path, 'value') };
      uses.set(name, [...(uses.get(name) ?? []), use]);
    }
  }
  return [...uses].map(([name, places]) => ({ name, uses: places }));
}

/** What of a target file is going to be used: the watch has secrets of its own, which an audit never needs. */
type FilePart = 'audit' | 'monitor';

/** One problem for each variable that is not set. An empty one counts as not set: it would log in as nobody. */
export function missingVariables(
  file: TargetFile,
  environment: Readonly<Record<string, string | undefined>>,
  part: FilePart = 'audit',
): readonly Problem[] {
  return neededVariables(file).flatMap(({ name, uses }) => {
    const first = uses.find(({ where }) => where.startsWith('monitoring.') === (part === 'monitor'));
    if (first === undefined || (environment[name] ?? '').trim() !== '') return [];
    const message = `variable ${name} is not set: set it with "export ${name}=…" or put it into .env, which is never committed`;
    return problemAt(file.source, first.place, message);
  });
}
