/** What no machine can see, as the people of the launch would say it; each with the paper of the repository that shows it. */
export function attestedOn(today: string) {
  const word = (paper: string, more: object = {}) => ({
    by: 'the operators of the stage',
    on: today,
    evidence: `./repository/docs/handover/${paper}.md`,
    ...more,
  });
  return {
    'credential-owners': word('owners', {
      owners: { JWT_SECRET: 'operations', DKIM_KEY_FILE: 'operations', SMTP_URL: 'operations' },
    }),
    'log-service': word('README'),
    'one-login': word('readers'),
    'conversation-readers': word('readers'),
    'tested-deploys': word('first-weeks'),
    checklists: word('README'),
    'incident-roles': word('incident', { roles: { decides: 'on-call', 'tells customers': 'founder' } }),
    'vendor-list': word('first-weeks'),
    'invitation-plan': word('first-weeks'),
    // Nobody but the audit's own two customers has ever been onboarded here, and neither wrote to anybody.
    'ticket-load': word('first-weeks', { customers: 2, tickets: 0 }),
  };
}
