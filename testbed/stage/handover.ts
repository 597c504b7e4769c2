import { HOSTS, ON_CALL } from './names.ts';

/** What a team needs to run the product without guessing, as files of its repository. */
export const HANDOVER: { readonly [path: string]: string } = {
  'docs/handover/README.md': `# Handover

| what | where |
|---|---|
| product | https://${HOSTS.app} |
| staging | https://${HOSTS.staging}, behind a login |
| alerts | ${ON_CALL}, and the team's chat by webhook |
| incident | [incident.md](incident.md) |
| failed deploy | [failed-deploy.md](failed-deploy.md) |
| key rotation | [key-rotation.md](key-rotation.md) |
| owners | [owners.md](owners.md) |
| who reads what | [readers.md](readers.md) |
| first weeks | [first-weeks.md](first-weeks.md) |
`,
  'docs/handover/incident.md': `# Incident checklist

Lead: the person on call (${ON_CALL}). Second: the founder.

1. Say in the team's chat that you lead, and since when it is broken.
2. Look at https://${HOSTS.app}/api/health and at the newest lines of the log by request id.
3. If answers are wrong or leak, switch off the model: set \`MODEL=extractive\` in the environment file and restart. The chat then only quotes documents.
4. If it began with a release: roll back, see [failed-deploy.md](failed-deploy.md). It takes less than 15 minutes.
5. If a key may be out: rotate it, see [key-rotation.md](key-rotation.md).
6. Tell customers within an hour: what is affected, what we do, when they hear from us again.
7. When it is over: write down what happened, when it was noticed, and what would have noticed it sooner.
`,
  'docs/handover/failed-deploy.md': `# Failed deploy checklist

1. Stop: no second deploy on top of a broken one.
2. Roll back with \`ops/rollback.sh\`. It serves the release before and waits until it is healthy.
3. Check https://${HOSTS.app}/api/health: status ok.
4. Sign in, open a conversation, ask one question.
5. Say in the team's chat which commit is served now.
6. Find the cause on staging. Deploy again only after it was seen to work there.
`,
  'docs/handover/key-rotation.md': `# Key rotation checklist

For each key of the table:

1. Make the new one where the table says.
2. Put it into the environment file of that environment, and of no other.
3. Restart, and check as the table says.
4. Revoke the old one.
5. Tell the on-call person (${ON_CALL}) that it was rotated, and when.

| key | made at | users notice | check |
|---|---|---|---|
| \`JWT_SECRET\` | \`openssl rand -base64 48\` | everybody signs in again | sign in |
| model key | the provider's console | nothing | ask one question |
| mail server | the provider's console | nothing | reset your own password |
| DKIM key | a new selector in the zone first, then \`DKIM_SELECTOR\` and \`DKIM_KEY_FILE\` | nothing | a received mail says dkim=pass |
| webhook secrets | the sender's console | nothing | a test event is accepted |

Rotate at once when a key was seen where it does not belong, and when somebody with access leaves. Otherwise every 90 days.
`,
  'docs/handover/owners.md': `# Owners

| what | owner | second |
|---|---|---|
| domain, DNS, certificates | founder | operations |
| hosting, deploys, rollback | operations | founder |
| model provider key and budget | founder | operations |
| mail server, DKIM key | operations | founder |
| database and backups | operations | founder |
| alerts, on-call | operations | founder |
| billing provider | founder | operations |
`,
  'docs/handover/readers.md': `# Who may read what

- A conversation: the person who holds it. Nobody else in the workspace, owners included.
- Files and collections: everybody in the workspace.
- The audit trail: owners and admins of the workspace.
- The team: only with the customer's consent and a ticket, by an export that the customer makes.

Log-in, sessions and tokens are the product's own, one system: logging out, a new password and a suspension end all of them.
`,
  'docs/handover/first-weeks.md': `# The first weeks

1. Five people of one community that knows us, for three days.
2. Then their whole community; count tickets each evening.
3. Paying communities only after a week with fewer than 1 ticket per 20 customers.

Vendors: hosting, model provider, mail server, billing. Owners are in [owners.md](owners.md); when one fails, see [incident.md](incident.md).
Every commit is tested by \`npm test\` before a release is made from it.
`,
};
