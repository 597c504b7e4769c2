import type { ToolOutcome } from './use-tool.ts';

const REFUSALS = {
  unknown: 'I have no tool for that.',
  forbidden: 'Your role in this workspace does not allow that.',
  limited: 'That is too much at once. Please try again in a minute.',
  away: 'What I need for that cannot be reached right now. Nothing was done; please try again in a few minutes.',
} as const;

/** What the assistant says about an act. */
export function explain(outcome: ToolOutcome): string {
  switch (outcome.kind) {
    case 'ran':
      return outcome.result;
    case 'waiting':
      return `That needs the approval of an owner or admin. I have asked for it (${outcome.approvalId}); once it is given, ask me again.`;
    case 'refused':
      return 'because' in outcome ? `I cannot do that: ${outcome.because}` : REFUSALS[outcome.reason];
  }
}
