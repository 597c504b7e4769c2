import type { Policies, PolicyOverrides } from '@launch-ready/chatbot';
import type { Flaw } from './define-flaw.ts';

/** The product's controls with the given flaws switched on, one after the other. */
export function applyFlaws(sound: Policies, flaws: readonly Flaw[]): Policies {
  return flaws.reduce((product, flaw) => overlay(product, flaw.policies(product)), sound);
}

/** The product's controls with some functions of them replaced. */
export function overlay(product: Policies, overrides: PolicyOverrides): Policies {
  const current = new Map<string, object>(Object.entries(product));
  const changed: Record<string, object> = Object.fromEntries(
    Object.entries(overrides).map(([name, functions]) => [name, { ...current.get(name), ...functions }]),
  );
  return { ...product, ...changed };
}
