import type { Operation } from '../../core/operation.ts';

/** The most combinations of values that are asked for. */
const MOST = 8;

/** Values for the parameters that may have one of a few: `table` is `files`, or `conversations`. */
export interface Choice {
  readonly params: { readonly [param: string]: string };
  /** `table=files`; empty where there is nothing to choose. */
  readonly label: string;
}

/** Every combination of what an operation's path and required query let one choose from, or a single empty one. */
export function choicesOf({ parameters }: Operation): readonly Choice[] {
  let choices: readonly Choice[] = [{ params: {}, label: '' }];
  for (const { name, in: place, required, schema } of parameters) {
    const values = (schema.enum ?? []).filter((one) => typeof one === 'string' || typeof one === 'number');
    if (place === 'header' || !required || schema.const !== undefined || values.length < 2) continue;
    choices = choices.flatMap(({ params, label }) =>
      values.map((value) => ({
        params: { ...params, [name]: String(value) },
        label: `${label === '' ? '' : `${label}, `}${name}=${value}`,
      })),
    );
  }
  return choices.slice(0, MOST);
}
