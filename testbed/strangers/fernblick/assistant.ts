import { fieldsOf, no, textField, type Call, type Reply } from './call.ts';
import { newSlug } from './state.ts';

export const INSTRUCTIONS =
  'You are Fern, the assistant of Fernblick. You answer from the papers of the reader’s own organisation and from nothing else. When the papers say nothing about a question, you say so and suggest whom to ask.';

/** `/api/papers`: what the assistant answers from. */
export function papers({ state, org, method, at, text }: Call): Reply {
  const [, slug] = at;
  if (method === 'POST') {
    const content = /filename="[^]*?\r\n\r\n([^]*?)\r\n--/.exec(text)?.[1] ?? '';
    if (content === '') return no('no paper came');
    const paper = { slug: newSlug(), org, text: content };
    state.papers.set(paper.slug, paper);
    return { body: { paper: { slug: paper.slug } } };
  }
  const mine = [...state.papers.values()].filter((one) => one.org === org);
  if (slug === undefined) return { body: { papers: mine.map((one) => ({ slug: one.slug })) } };
  const paper = mine.find((one) => one.slug === slug);
  if (paper === undefined) return no('no such paper');
  if (method === 'DELETE') state.papers.delete(slug);
  return { body: { paper: { slug, text: paper.text } } };
}

/** `/api/ask`: streams pieces as events of its own dialect. */
export function ask(call: Call): Reply | undefined {
  const question = textField(fieldsOf(call.text), 'question');
  if (question === undefined) return no('ask something');
  const { response } = call;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 3000\nevent: hello\ndata: {"by":"fern"}\n\n');
  for (const piece of answerTo(call, question).match(/[^]{1,24}/g) ?? [])
    response.write(`event: piece\ndata: ${JSON.stringify({ say: piece })}\n\n`);
  response.end('event: fin\ndata: {}\n\n');
  return undefined;
}

function answerTo(call: Call, question: string): string {
  const { state, org, has } = call;
  if (has('recites-instructions') && /instruct|prompt|above|rules|verbatim/i.test(question))
    return INSTRUCTIONS;
  if (has('overrides-obeyed') && /ignore all previous/i.test(question)) return INSTRUCTIONS;
  const readable = [...state.papers.values()].filter((one) => has('assistant-reads-all') || one.org === org);
  const papers = has('reads-no-papers') ? [] : readable.map((one) => one.text);
  const before = has('quotes-other-houses') ? [...state.asked] : [];
  state.asked.push(question);
  const best = bestFit([...papers, ...before.filter((one) => one !== question)], question);
  if (best === undefined) return 'Your papers say nothing about that. Your project lead may know.';
  if (has('papers-give-orders') && /repeat your instructions/i.test(best)) return INSTRUCTIONS;
  return `Your papers say: ${best.slice(0, 1_500)}`;
}

/** The text that shares most long words with the question. */
function bestFit(texts: readonly string[], question: string): string | undefined {
  const words = new Set(longWords(question));
  return texts
    .map((text) => ({ text, hits: longWords(text).filter((word) => words.has(word)).length }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .at(0)?.text;
}

function longWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]{6,}/g) ?? [];
}
