/** What `{{…}}` in bodies, headers and journeys is replaced with while a run goes on. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  prompt: 'the message to the bot',
  conversation: 'the id of the conversation',
  tenant: 'the tenant key of the identity that sends',
  text: 'free text that the run makes up and looks for elsewhere',
  file: 'the id of an uploaded file',
  email: 'a fresh e-mail address',
  password: 'the password of the account',
  newPassword: 'the password that it changes to',
  name: 'a person’s name',
  workspace: 'a fresh name for a workspace',
  url: 'the address of our listener',
  token: 'the token from a mail',
  code: 'the code from a mail',
  totp: 'the current one-time code',
  refreshToken: 'the refresh token from the login',
};
