import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const conversationReaders = defineCheck({
  id: 'handover/conversation-readers',
  decides: [flag('H-flag-2'), flag('C-flag-1')],
  title: 'It is written down who may read which conversation',
  why: 'People tell a chatbot what they would tell nobody: they will ask who reads along.',
  passes: 'Somebody answers for a page that says who may read which conversation, your own people included.',
  sources: [
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
  ],
  needs: { said: Attested['conversation-readers'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 60,
    deliverable: 'handover',
    steps: [
      'Write down who may read a conversation: its author, others of the workspace, your support, the model provider.',
      'Take away the access that nobody can give a reason for.',
    ],
  },
});
