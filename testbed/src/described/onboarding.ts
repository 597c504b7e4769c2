/** A file that a new customer connects, and what they ask about it. */
export const HANDBOOK = {
  name: 'handbook.md',
  text: '# Handbook\n\nEmployees may carry over up to eleven days of unused leave into the next year.\n',
} as const;

/** From the first page to the first useful answer. */
export const ONBOARDING = [
  { open: '/' },
  {
    fill: {
      Name: '{{name}}',
      Workspace: '{{workspace}}',
      Email: '{{email}}',
      Password: '{{password}}',
    },
    within: 'Sign up',
  },
  { click: 'Sign up' },
  { see: 'open the link in the mail' },
  { mail: { link: 'verify' }, wait: '8s' },
  { see: 'Your address is confirmed' },
  { click: 'Sign in' },
  { fill: { Email: '{{email}}', Password: '{{password}}' } },
  { click: 'Sign in' },
  { see: 'Your conversations' },
  { upload: { 'Add a file': `./${HANDBOOK.name}` } },
  { click: 'Add' },
  { see: 'You can ask about it now' },
  { fill: { 'Your question': 'How many days of unused leave may be carried over?' } },
  { click: 'Ask' },
  { see: 'eleven days' },
];
