import type { ToolName } from '../policies/tools.ts';

/** A tool that an answerer wants to run. Only a wish: whether it runs is decided elsewhere. */
export type ToolWish = { readonly tool: string; readonly arguments: unknown };

type Phrase = {
  readonly tool: ToolName;
  readonly pattern: RegExp;
  readonly names: readonly string[];
};

/** How people ask for an act, where no language model reads between the lines. */
const PHRASES: readonly Phrase[] = [
  {
    tool: 'refund',
    pattern: /\brefund\s+(?:the\s+)?order\s+(?:number\s+|no\.?\s*|#)?([\w-]{1,80})/i,
    names: ['order'],
  },
  {
    tool: 'send_email',
    pattern: /\bsend\s+an?\s+e-?mail\s+to\s+([^\s,:]+)\s*(?:[,:]|saying|that says)\s*(.{1,1200})/i,
    names: ['to', 'text'],
  },
  {
    tool: 'create_ticket',
    pattern: /\b(?:open|create|file)\s+a\s+ticket\s*(?:about|for|saying|:)\s*(.{1,400})/i,
    names: ['subject'],
  },
];

/** The act that a text asks for, if it does. */
export function toolWanted(text: string): ToolWish | undefined {
  for (const { tool, pattern, names } of PHRASES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const values = names.map((name, index) => [name, match[index + 1]?.trim() ?? '']);
    return { tool, arguments: Object.fromEntries(values) };
  }
  return undefined;
}
