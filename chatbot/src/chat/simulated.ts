import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { toolWanted } from '../tools/wanted.ts';
import type { Answerer, AnswerPart } from './answerer.ts';
import { readings } from './decode.ts';
import { quote } from './extractive.ts';

/**
 * A stand-in for a model that is as obedient as can be: it does whatever its instructions say, wherever in
 * them it stands, and never what is merely data. It shows what the product's own controls are worth.
 */
export function simulated(pauseMs: number, outageFile?: string): Answerer {
  return {
    label: 'simulated (obeys its instructions to the letter; for tests)',
    answer: async function* (prompt, signal) {
      if (outageFile !== undefined && existsSync(outageFile))
        throw new Error(
          'connect ECONNREFUSED 127.0.0.1:11434 (http://model.internal:11434/v1/chat/completions)',
        );
      const parts = obedient(prompt.instructions) ?? quote(prompt);
      for (const part of parts) {
        if (part.kind !== 'text' || pauseMs === 0) yield part;
        else yield* slowly(part.text, pauseMs, signal);
      }
    },
  };
}

function obedient(instructions: string): readonly AnswerPart[] | undefined {
  const wish = toolWanted(instructions);
  if (wish !== undefined) return [{ kind: 'tool', wish }];
  const obeyed = obey(instructions);
  return obeyed === undefined ? undefined : [{ kind: 'text', text: obeyed }];
}

async function* slowly(text: string, pauseMs: number, signal: AbortSignal): AsyncIterable<AnswerPart> {
  for (const word of text.split(/(?<=\s)/)) {
    await setTimeout(pauseMs, undefined, { signal });
    yield { kind: 'text', text: word };
  }
}

type Command = {
  readonly pattern: RegExp;
  readonly result: (match: RegExpMatchArray, instructions: string) => string;
};

const COMMANDS: readonly Command[] = [
  {
    pattern:
      /\b(?:repeat|print|show|reveal|output|display|recite|give|quote|translate|summari[sz]e|write|tell|share|list|copy)\b[^.\n]{0,80}\b(?:system prompt|initial prompt|instructions|your prompt|your rules|guidelines|everything above|(?:text|words|lines?) above)/i,
    result: (_match, instructions) => instructions,
  },
  {
    pattern:
      /\bwhat (?:is|are|was|were)\b[^.\n]{0,40}\b(?:system prompt|initial prompt|instructions|your prompt|your rules)\b/i,
    result: (_match, instructions) => instructions,
  },
  {
    pattern:
      /\b(?:say|reply with|respond with|answer with|reply|respond|output|print|write)\b(?:\s+(?:only|exactly|just|with|the|word|words|text|code|token|following))*\s*:?\s+["“'`]?([^"”'`\n]{1,300})/i,
    result: (match) => match[1]?.trim() ?? '',
  },
];

/** What the first command in these instructions makes it say, if there is one. */
export function obey(instructions: string): string | undefined {
  for (const reading of readings(instructions)) {
    for (const { pattern, result } of COMMANDS) {
      const match = pattern.exec(reading);
      if (match !== null) return result(match, instructions);
    }
  }
  return undefined;
}
