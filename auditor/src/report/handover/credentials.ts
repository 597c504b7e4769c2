import type { HandoverInput } from './input.ts';
import { gap, type Line } from './paper.ts';

/** A credential of the product, by its name. Nobody's value is known here. */
export interface Credential {
  readonly name: string;
  readonly owner?: string;
  /** Environments in which it is set. */
  readonly stages: readonly string[];
  /** Environments that hold one and the same value for it. */
  readonly shared: boolean;
}

/** Every credential that a run or the target file names, in the order of their names. */
export function credentialsOf({ target, environments }: HandoverInput): readonly Credential[] {
  const owners = target.attested['credential-owners']?.owners ?? {};
  const set = (environments?.stages ?? []).flatMap(({ stage, variables }) =>
    variables.filter((one) => one.kind === 'secret').map(({ key, print }) => ({ stage, key, print })),
  );
  const signing = (target.webhooks?.in ?? []).flatMap((one) => one.secret.env);
  const names = new Set([...Object.keys(owners), ...set.map((one) => one.key), ...signing]);
  return [...names].toSorted().map((name) => {
    const places = set.filter((one) => one.key === name);
    const prints = places.flatMap((one) => one.print ?? []);
    const owner = owners[name];
    return {
      name,
      ...(owner === undefined ? {} : { owner }),
      stages: places.map((one) => one.stage),
      shared: new Set(prints).size < prints.length,
    };
  });
}

/** The owner as a cell of a table. */
export function ownerLine({ owner }: Credential): Line {
  return owner ?? gap('nobody is named');
}

/** Said where no credential is known at all. */
export const NO_CREDENTIALS = gap(
  'no credential is known by name (`attested: credential-owners: owners:`, or `environments:`)',
);
