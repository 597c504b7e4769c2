import type { Prompt, PromptData } from '../policies/prompt.ts';
import { toolWanted } from '../tools/wanted.ts';
import type { Answerer, AnswerPart } from './answerer.ts';
import { sentences, tellingWords } from './words.ts';

/** Answers with the sentences that fit best, word for word, and says where they stand. */
export const extractive: Answerer = {
  label: 'extractive (quotes the best passages; no language model)',
  answer: async function* (prompt) {
    yield* quote(prompt);
  },
};

/** What is said when nothing fits. */
export const NOTHING_FOUND =
  'I found nothing about that in the files, memories and messages that you can see.';

const MOST_QUOTES = 3;

type Quote = { readonly source: PromptData; readonly sentence: string; readonly score: number };

/** Asks for the act that the question names, or quotes what the data says about it. Data never asks for anything. */
export function* quote({ question, data }: Prompt): Iterable<AnswerPart> {
  const wish = toolWanted(question);
  if (wish !== undefined) {
    yield { kind: 'tool', wish };
    return;
  }
  const quotes = bestQuotes(question, data);
  if (quotes.length === 0) {
    yield { kind: 'text', text: NOTHING_FOUND };
    return;
  }
  for (const [index, { source, sentence }] of quotes.entries()) {
    const where = source.source === 'document' ? `“${source.title}” says` : `From ${source.title}`;
    yield { kind: 'text', text: `${index > 0 ? '\n' : ''}${where}: ${sentence}` };
  }
  for (const citation of citationsOf(quotes)) yield { kind: 'citation', citation };
}

function bestQuotes(question: string, data: readonly PromptData[]): readonly Quote[] {
  const wanted = tellingWords(question);
  const quotes = data
    .flatMap((source) =>
      sentences(source.text).map((sentence) => ({ source, sentence, score: score(sentence, wanted) })),
    )
    .filter(({ sentence, score }) => score > 0 && sentence !== question)
    .toSorted((a, b) => b.score - a.score);
  const best = quotes[0]?.score ?? 0;
  return quotes.filter(({ score }) => score * 2 >= best).slice(0, MOST_QUOTES);
}

/** Long words tell more than short ones; a title is not needed to fit. */
function score(sentence: string, wanted: readonly string[]): number {
  const said = new Set(tellingWords(sentence));
  return wanted.filter((word) => said.has(word)).reduce((sum, word) => sum + Math.min(word.length, 8), 0);
}

function citationsOf(quotes: readonly Quote[]): readonly { fileId: string; title: string }[] {
  const cited = new Map<string, string>();
  for (const { source } of quotes) if (source.fileId !== undefined) cited.set(source.fileId, source.title);
  return [...cited].map(([fileId, title]) => ({ fileId, title }));
}
