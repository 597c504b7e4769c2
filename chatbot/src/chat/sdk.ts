/** Loads the model SDK with the first question; most installations answer without a model. */
export async function loadSdk() {
  const { embedMany, streamText } = await import('ai');
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return { createOpenAICompatible, embedMany, streamText };
}
