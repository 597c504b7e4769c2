import type { Config } from '../config/config.ts';
import type { Prompt } from '../policies/prompt.ts';
import type { Answerer } from './answerer.ts';
import { TOOLS } from '../tools/catalogue.ts';
import { loadSdk } from './sdk.ts';

type Endpoint = Extract<Config['model'], { kind: 'openai-compatible' }>;

/** An answerer over any endpoint that speaks the OpenAI protocol. */
export function modelAnswerer(endpoint: Endpoint, replyTokens: number): Answerer {
  return {
    label: `${endpoint.name} at ${new URL(endpoint.url).host}`,
    answer: async function* (prompt, signal) {
      const { createOpenAICompatible, streamText } = await loadSdk();
      const provider = createOpenAICompatible({
        name: 'model',
        baseURL: endpoint.url,
        ...(endpoint.key === undefined ? {} : { apiKey: endpoint.key }),
      });
      let failure: unknown;
      const { fullStream } = streamText({
        model: provider(endpoint.name),
        instructions: prompt.instructions,
        prompt: asReadingMatter(prompt),
        maxOutputTokens: replyTokens,
        maxRetries: 1,
        // Without a way to run them: the model may only say what it wants.
        tools: OFFERED,
        abortSignal: signal,
        // The default writes the whole error, prompt included, to the console; the stream just ends.
        onError: ({ error }) => {
          failure = error;
        },
      });
      for await (const part of fullStream) {
        if (part.type === 'text-delta') yield { kind: 'text', text: part.text };
        if (part.type === 'tool-call')
          yield { kind: 'tool', wish: { tool: part.toolName, arguments: part.input } };
      }
      if (failure !== undefined) throw new Error('The model could not be reached.', { cause: failure });
      for (const { fileId, title } of prompt.data) {
        if (fileId !== undefined) yield { kind: 'citation', citation: { fileId, title } };
      }
    },
  };
}

const OFFERED = Object.fromEntries(
  Object.entries(TOOLS).map(([name, tool]) => [
    name,
    { description: tool.description, inputSchema: tool.arguments },
  ]),
);

/** JSON keeps the borders of each passage where we drew them, whatever is written inside. */
const asReadingMatter = ({ data, question }: Prompt): string =>
  JSON.stringify({ passages: data.map(({ source, title, text }) => ({ source, title, text })), question });
