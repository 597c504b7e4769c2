import type { Kit } from '../kit.ts';

const incident = (product: string) => `# Incident: ${product} is down, or data may have leaked

1. Tell the person on call: <name>, <phone>. They lead until they hand over.
2. Write down when it began and what was seen. Keep a log of every step, with its time.
3. If data may leak: switch the chat off first (chat-off.md). A product that is down harms less than one that leaks.
4. If it began with a deploy: roll back (rollback.md).
5. If a key may have leaked: rotate the key (key-rotation.md).
6. Tell customers within the hour what you know and when they hear from you again: <owner> writes.
7. If personal data was seen by others: in the EU, the authority has to be told within 72 hours (GDPR, article 33). Ask <owner>.
8. When it is over: write what happened, why nobody noticed earlier, and what is changed by when.
`;

const failedDeploy = `# A deploy failed

1. Stop further deploys, and tell the person on call: <name>.
2. Look at the health endpoint and at the errors since the deploy. More than five minutes of errors: roll back (rollback.md).
3. Was the database changed? If the old version cannot work with it, go forward with a fix instead.
4. When it is calm, find out which test would have seen it, and write that test.
`;

const keyRotation = `# Rotate a key

1. List who uses the key: services, people, customers. Tell those who will notice.
2. Make a new key beside the old one, one for each environment.
3. Put the new key into the secret store, and deploy.
4. Check that everything works with the new key: its provider shows which key was used last.
5. Revoke the old key. Until then nothing was rotated.
6. Search the repository, its history, logs and chats for the old key, and write down where it had been.
7. Note the day and the next one: <owner> keeps the list.
`;

const rollback = `# Roll back

1. Tell the person on call: <name>.
2. Deploy the previous release again: <link>.
3. Check the health endpoint, sign in, and ask the chatbot a question.
4. If the database was changed in a way that the previous version cannot work with, restore is the last resort: <owner> decides.
5. Note the release that was rolled back, so that nobody deploys it again by mistake.
`;

const chatOff = `# Switch the chat off

1. Turn off the chat with its switch: <link>. Nothing else is touched, and no deploy is needed.
2. Check it from outside: the chat says that it is away, and answers nothing.
3. Tell support and the person on call: <name>.
4. Switch it on again only when it is known what happened, and who decided so.
`;

export const runbooks: Kit = {
  id: 'runbooks',
  title: 'Runbooks for the bad day: incident, failed deploy, key rotation, rollback, chat off',
  explanation:
    'Five short checklists. Names, telephone numbers and links are yours to fill in: until then, a check that reads them stays open. A runbook that nobody has tried is a wish: walk through each once.',
  undo: 'Delete the files.',
  frameworks: 'any',
  recipe: ({ product }) => ({
    files: [
      { path: 'docs/runbooks/incident.md', text: incident(product) },
      { path: 'docs/runbooks/failed-deploy.md', text: failedDeploy },
      { path: 'docs/runbooks/key-rotation.md', text: keyRotation },
      { path: 'docs/runbooks/rollback.md', text: rollback },
      { path: 'docs/runbooks/chat-off.md', text: chatOff },
    ],
    wiring: [
      'Replace every <name>, <phone>, <link> and <owner>.',
      'Name the files in the target file under `handover:`, so that they are read at each audit.',
      'Try the rollback and the switch once, and note the day.',
    ],
    tried: 'run by a test',
    triedHow:
      'A product with empty checklists was audited, got these, had names put in, and was audited again: red before, green after. Nobody has walked through them on a bad day.',
  }),
};
