/** Fields that hold the text of an answer or the next piece of it, in the dialects of common chat APIs. */
const TEXT_FIELDS = [
  'reply',
  'answer',
  'response',
  'delta',
  'textDelta',
  'token',
  'content',
  'text',
  'output_text',
  'output',
  'completion',
  'message',
  'chunk',
  'result',
  'data',
  'choices',
  'messages',
  'parts',
] as const;

/** Kinds of messages that carry no text of the answer: bookkeeping of the stream. */
const NO_TEXT = /^(?:error|ping|start|finish|done|usage|metadata|tool|source|citation|step|reasoning)/i;

/**
 * The text in one message of a chat API, when the target file does not say where it stands. Knows OpenAI (`choices[0].delta
 * .content`, `response.output_text.delta`), Anthropic (`delta.text`), the Vercel AI SDK (`text-delta`), Ollama
 * (`message.content`) and what is usual among the rest.
 */
export function pieceOf(value: unknown, depth = 6): string | undefined {
  if (typeof value === 'string') return value;
  if (depth === 0 || value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return joined(value, depth);
  const fields = new Map(Object.entries(value));
  const kind = fields.get('type');
  if (typeof kind === 'string' && NO_TEXT.test(kind)) return undefined;
  if (isFromCustomer(fields.get('role'))) return undefined;
  for (const name of TEXT_FIELDS) {
    const text = pieceOf(fields.get(name), depth - 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function joined(values: readonly unknown[], depth: number): string | undefined {
  const pieces = values.flatMap((one) => pieceOf(one, depth - 1) ?? []);
  return pieces.length === 0 ? undefined : pieces.join('');
}

/** Some APIs send the customer's own message back beside the answer. */
function isFromCustomer(role: unknown): boolean {
  return role === 'user' || role === 'human';
}
