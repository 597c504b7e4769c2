import { registerHooks } from 'node:module';

/**
 * Loads the model SDK with the first question; most installations answer without a model.
 *
 * Run from sources, Node is started with the condition `source`, by which a package below the SDK offers its
 * own TypeScript; Node strips no types there. So that condition does not count while the SDK loads.
 */
export async function loadSdk() {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: context.conditions.filter((name) => name !== 'source') }),
  });
  try {
    const { embedMany, streamText } = await import('ai');
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return { createOpenAICompatible, embedMany, streamText };
  } finally {
    hooks.deregister();
  }
}
