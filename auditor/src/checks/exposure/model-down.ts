import { drillCheck } from './drill.ts';

export const modelDown = drillCheck({
  part: 'model',
  title: 'Without its model the bot says so, in time and in plain words',
  why: 'Model providers fail every week. A chat that hangs then, or shows their error, looks broken in front of every customer.',
  steps: [
    'Give every call to the model a time limit, and retry once at most.',
    'On failure answer with a fixed sentence that says what happened and what to do; keep what the provider said in the log.',
    'Take back what was shown of a half answer, or finish it with that sentence.',
  ],
  absentKey: 'chat',
});
