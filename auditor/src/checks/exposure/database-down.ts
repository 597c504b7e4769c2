import { drillCheck } from './drill.ts';

export const databaseDown = drillCheck({
  part: 'database',
  title: 'Without its database the product fails in time and in plain words',
  why: 'A database restarts now and then. Pages that hang meanwhile, or show queries and addresses, turn a minute’s pause into an incident.',
  steps: [
    'Give connections and queries a time limit of a few seconds.',
    'Catch every error in one place and answer 503 with a sentence and the request id; keep the rest in the log.',
    'Let the pool connect anew by itself, so that nobody has to restart the product.',
  ],
});
