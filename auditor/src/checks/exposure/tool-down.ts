import { drillCheck } from './drill.ts';

export const toolDown = drillCheck({
  part: 'tool',
  title: 'Without what a tool calls, the bot goes on and says what it could not do',
  why: 'A CRM or ticket system that is away must not take the chat with it, nor show its address and errors to customers.',
  steps: [
    'Give every tool call a time limit, and hand its failure to the bot as a short fixed text.',
    'Say what was not done, so that nobody believes that it was.',
  ],
  absentKey: 'tools',
});
