import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';

/**
 * The target with what recordings showed about operations that create: where the new id stands and what it names. What the
 * file says itself stays.
 */
export function withHints(target: Target, operations: readonly Operation[]): Target {
  const learned = operations.flatMap(({ id, method, produces = [] }) => {
    const made = produces.find((one) => one.creates !== undefined);
    if (method === 'GET' || made === undefined) return [];
    const { at, creates } = made;
    return [
      [
        id,
        { ...(at === undefined ? {} : { id: at }), ...(creates === undefined ? {} : { creates }) },
      ] as const,
    ];
  });
  if (learned.length === 0) return target;
  const merged = { ...target.operations };
  for (const [id, hint] of learned) merged[id] = { ...hint, ...merged[id] };
  return { ...target, operations: merged };
}
