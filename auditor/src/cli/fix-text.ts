import type { Check } from '../core/check.ts';
import { FRAMEWORK_NAMES, type Stack } from '../core/stack.ts';
import { asDiff } from '../fixes/as-diff.ts';
import type { Chosen } from '../fixes/choose.ts';
import { fits, type Kit, type KitFile, type Recipe } from '../fixes/kit.ts';
import type { Standing } from '../io/new-files.ts';
import { flow } from '../report/text/flow.ts';

interface Shown extends Chosen {
  readonly recipe: Recipe;
  readonly stack: Stack;
  readonly places: readonly { readonly file: KitFile; readonly standing: Standing }[];
}

/** A kit as a person reads it, with its files as a diff that `git apply` takes as it stands. */
export function kitText({ kit, checks, recipe, stack, places }: Shown): string {
  const other = fits(kit, stack)
    ? []
    : [`There are no files of this kit for ${FRAMEWORK_NAMES[stack.framework]}; these are the general ones.`];
  const conflicts = places.flatMap(({ file, standing }) =>
    typeof standing === 'object'
      ? [`${file.path}: ${standing.because}. --apply would write nothing of this kit.`]
      : [],
  );
  const there = places.flatMap(({ file, standing }) =>
    standing === 'same' ? [`${file.path} is there already, word for word.`] : [],
  );
  return [
    `## ${kit.id}: ${kit.title}`,
    ...(checks.length === 0 ? [] : [wrap(`Mends: ${checks.map((one) => one.id).join(', ')}`)]),
    wrap(kit.explanation),
    wrap(`Tried: ${recipe.tried}. ${recipe.triedHow}`),
    ...[...other, ...conflicts, ...there].map((line) => wrap(line)),
    '',
    ...places.filter((one) => one.standing === 'free').map((one) => asDiff(one.file)),
    'Then by hand; nothing changes before:',
    ...recipe.wiring.map((line, index) => `${index + 1}. ${line.replaceAll('\n', '\n   ')}`),
    '',
    wrap(`Undo: ${kit.undo}`),
    '',
    '',
  ].join('\n');
}

/** Fixes that no file can bring. */
export function wordsText(checks: readonly Check[]): string {
  if (checks.length === 0) return '';
  const blocks = checks.map(
    (check) => `${check.id}: ${check.title}\n${check.fix.steps.map((step) => `  - ${step}\n`).join('')}`,
  );
  return `## In words: for these there are no files, since the change is inside your own code\n\n${blocks.join('\n')}`;
}

/** Every kit: for what it has files, and which checks name it. */
export function kitList(kits: readonly Kit[], checks: readonly Check[]): string {
  const blocks = kits.map((kit) => {
    const mends = checks.filter((check) => check.fix.kits?.includes(kit.id)).map((check) => check.id);
    const where =
      kit.frameworks === 'any'
        ? 'any stack'
        : kit.frameworks.map((framework) => FRAMEWORK_NAMES[framework]).join(', ');
    return [
      `${kit.id}: ${kit.title}`,
      `  for: ${where}`,
      `  mends: ${mends.length === 0 ? 'named by no check; ask for it by its name' : mends.join(', ')}`,
      '',
    ].join('\n');
  });
  return blocks.join('\n');
}

const WIDTH = 110;

function wrap(text: string): string {
  return flow([{ text }], { width: WIDTH, rest: '' }).join('\n');
}
