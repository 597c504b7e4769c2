/**
 * Secrets that tutorials, templates and fall-backs in code use. A token signed with one of them can be made by anyone.
 * Sources: framework starter templates and the public jwt.secrets.list of wallarm/jwt-secrets (MIT), shortened.
 */
export const WEAK_SECRETS: readonly string[] = [
  'secret', 'secretkey', 'secret_key', 'your-secret-key', 'your_secret_key', 'your-256-bit-secret', 'your-secret', 'supersecret',
  'super-secret', 'super_secret_key', 'mysecret', 'my-secret', 'my_secret_key', 'jwt', 'jwtsecret', 'jwt-secret', 'jwt_secret',
  'JWT_SECRET', 'jwt_secret_key', 'changeme', 'change-me', 'change_me', 'change-me-in-production', 'changethis', 'password',
  'admin', 'test', 'dev', 'development', 'devsecret', 'dev-secret', 'dev_secret', 'default', 'default-secret', 'key', 'private',
  'token', 'auth', 'authsecret', 'auth-secret', 'session', 'session-secret', 'keyboard cat', 'shhhhh', 'shhhh', 'hello', 'foobar',
  '123456', '1234567890', 'qwerty', 'abc123', 'secret123', 'nextauth-secret', 'NEXTAUTH_SECRET', 'somesecret', 'insecure',
  'a-string-secret-at-least-256-bits-long', 'super-secret-jwt-token-with-at-least-32-characters-long', 'thisisasecret',
  'thisismysecret', 'please-change-me', 'replace-me', 'replace_me', 'local', 'example', 'secretsecretsecretsecretsecretsecret',
  '', 'null', 'undefined',
]; // prettier-ignore
