interface AskedByBuyers {
  readonly question: string;
  /** Checks, or whole families, that answer it together. */
  readonly checks: readonly string[];
  /** The gate or row that the answer may not be better than. */
  readonly place?: string;
}

/** What security questionnaires of customers ask, as far as an audit from outside can answer. */
export const BUYERS_ASK: readonly AskedByBuyers[] = [
  {
    question: 'Does every API route that is not public demand a valid credential?',
    checks: ['authentication/no-credentials', 'authentication/guard-bypass'],
  },
  {
    question: 'Are access tokens checked for signature, algorithm and expiry?',
    checks: [
      'authentication/tampered-token',
      'authentication/unsigned-token',
      'authentication/expired-token',
      'authentication/weak-signing-secret',
    ],
  },
  {
    question: 'Does logging out end the session on the server?',
    checks: ['authentication/session-after-logout'],
  },
  {
    question: 'Is the data of one customer out of reach for every other customer?',
    checks: [
      'authorization/read-object',
      'authorization/list',
      'authorization/write-object',
      'authorization/delete-object',
      'authorization/tenant-selector',
    ],
    place: 'authorization',
  },
  {
    question: 'Does the AI assistant answer only from documents that the asking customer may read?',
    checks: ['authorization/retrieval'],
  },
  {
    question: 'Are roles enforced on the server, and can nobody give themselves a higher one?',
    checks: ['authorization/role-matrix', 'authorization/role-change'],
  },
  {
    question: 'Are guessed passwords slowed down or locked out?',
    checks: ['limits/login', 'limits/reset'],
  },
  {
    question: 'Are expensive routes, such as chat and upload, limited?',
    checks: ['limits/chat', 'limits/upload', 'limits/bypass'],
    place: 'rate-limits',
  },
  {
    question: 'Is the assistant protected against prompt injection?',
    checks: ['chatbot/*'],
    place: 'chat-safety',
  },
  {
    question: 'May only known origins call the API from a browser?',
    checks: ['cors/*'],
    place: 'cors',
  },
  { question: 'Are forms and writes protected against cross-site request forgery?', checks: ['csrf/*'] },
  { question: 'Are session cookies Secure, HttpOnly and SameSite?', checks: ['cookies/*'] },
  { question: 'Is input validated on the server?', checks: ['input/*'], place: 'input-validation' },
  { question: 'Are uploaded files checked and contained?', checks: ['uploads/*'] },
  {
    question: 'Are secrets kept out of code, bundles, logs and answers?',
    checks: ['secrets/*'],
    place: 'secrets',
  },
  { question: 'Do error answers keep internals to themselves?', checks: ['exposure/stack-trace'] },
  {
    question: 'Are logs free of personal data and credentials, and traceable?',
    checks: ['logging/*'],
    place: 'logging',
  },
  { question: 'Are webhooks verified before they are acted on?', checks: ['webhooks/*'], place: 'webhooks' },
  {
    question: 'Is all traffic encrypted with valid certificates?',
    checks: ['tls/*'],
    place: 'tls-redirects',
  },
  { question: 'Is mail authenticated with SPF, DKIM and DMARC?', checks: ['email/*'], place: 'email-auth' },
  {
    question: 'Is the service monitored, and do alerts reach a person?',
    checks: ['monitoring/*'],
    place: 'monitoring',
  },
  { question: 'Can a release be rolled back?', checks: ['deployment/*'], place: 'deployment' },
];
