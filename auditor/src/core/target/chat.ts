import * as z from 'zod';
import { secret } from './secret.ts';
import {
  count,
  file,
  headerName,
  host,
  jsonPath,
  label,
  operationRef,
  path,
  plainJson,
  stringsIn,
  text,
} from './words.ts';

const streamFormat = z
  .strictObject({
    format: z.enum(['sse', 'ndjson', 'text', 'websocket']).describe('How the answer is streamed.'),
    text: jsonPath
      .optional()
      .describe('Where the next piece of text stands in each message.')
      .meta({ examples: ['$.delta'] }),
    event: text
      .optional()
      .describe('Only SSE events of this name carry text.')
      .meta({ examples: ['delta'] }),
    done: text
      .optional()
      .describe('Message that ends the stream.')
      .meta({ examples: ['[DONE]'] }),
  })
  .describe('How the answer is streamed, with details.');

const stream = z
  .union([z.enum(['sse', 'ndjson', 'text', 'websocket']).transform((format) => ({ format })), streamFormat])
  .describe('How the answer is streamed; leave out when it comes as one JSON body.')
  .meta({ examples: ['sse'] });

const upload = z
  .strictObject({
    post: path
      .describe('Path that takes a file (multipart/form-data) or, with `json`, a text, below `api`.')
      .meta({ examples: ['/api/files'] }),
    field: text.default('file').describe('Name of the file field.'),
    fields: z.record(text, text).default({}).describe('Other fields to send with it.'),
    json: plainJson
      .optional()
      .describe(
        'JSON body instead of a file, where what the bot reads is typed in: {{text}} is what it holds, {{name}} what it is called.',
      )
      .meta({ examples: [{ title: '{{name}}', text: '{{text}}' }] }),
    id: jsonPath
      .default('$.id')
      .describe('Where the new file’s id stands in the answer.')
      .meta({ examples: ['$.id'] }),
    ready: z
      .strictObject({
        get: path.describe('Path to ask; {file} is the id.').meta({ examples: ['/api/files/{file}'] }),
        value: jsonPath.describe('Where the state stands.').meta({ examples: ['$.status'] }),
        is: text.describe('The state that means ready.').meta({ examples: ['ready'] }),
      })
      .optional()
      .describe('How to see that a file can be asked about, when indexing takes time.'),
    remove: path
      .optional()
      .describe('Path that deletes a file; {file} is the id.')
      .meta({ examples: ['/api/files/{file}'] }),
  })
  .describe('How documents get to the bot.');

const memory = z
  .strictObject({
    post: path
      .describe('Path that has the bot remember something for the caller, below `api`.')
      .meta({ examples: ['/api/memories'] }),
    json: plainJson
      .describe('JSON body; {{text}} is what to remember.')
      .meta({ examples: [{ text: '{{text}}' }] }),
    id: jsonPath
      .default('$.id')
      .describe('Where the new memory’s id stands in the answer.')
      .meta({ examples: ['$.id'] }),
    remove: path
      .optional()
      .describe('Path that makes it forget; {memory} is the id.')
      .meta({ examples: ['/api/memories/{memory}'] }),
  })
  .describe('How the bot is told what to remember beyond one conversation, where it does.');

const toolCall = z
  .strictObject({
    ask: text
      .refine((ask) => ask.includes('{{text}}'), { error: 'must hold {{text}}, to know its run again' })
      .describe('A message that makes the bot run the tool; {{text}} is a word that its arguments repeat.')
      .meta({ examples: ['Please refund order {{text}}'] }),
    arguments: plainJson
      .default({})
      .describe('The arguments that follow from it, for `run`.')
      .meta({ examples: [{ order: '{{text}}' }] }),
    as: label
      .optional()
      .describe('Identity that may ask for it. The approver by default.')
      .meta({ examples: ['ben'] }),
    notFor: z
      .array(label)
      .default([])
      .describe('Identities that must not have it run.')
      .meta({ examples: [['gus']] }),
  })
  .describe('How one asks for a tool, and who may.');

const tools = z
  .strictObject({
    log: operationRef
      .optional()
      .describe('Operation that lists what tools did (audit trail), as their owner sees it.')
      .meta({ examples: ['GET /api/audit'] }),
    list: operationRef
      .optional()
      .describe('Operation that lists the tools with their parameters.')
      .meta({ examples: ['GET /api/tools'] }),
    pending: operationRef
      .optional()
      .describe('Operation that lists actions waiting for approval.')
      .meta({ examples: ['GET /api/approvals'] }),
    approve: operationRef
      .optional()
      .describe('Operation that approves one.')
      .meta({ examples: ['POST /api/approvals/{id}'] }),
    reject: operationRef
      .optional()
      .describe('Operation that rejects one; what a run asked for is taken back with it.')
      .meta({ examples: ['POST /api/approvals/{id}/reject'] }),
    approval: jsonPath
      .default('$.id')
      .describe('Where the id stands in an entry of `pending`.')
      .meta({ examples: ['$.id'] }),
    approver: label
      .optional()
      .describe('Identity that may approve and sees `log` and `pending`. The first identity by default.')
      .meta({ examples: ['ana'] }),
    ran: text
      .optional()
      .describe('Text in an entry of `log` by which a tool that ran is told from other entries.')
      .meta({ examples: ['tool.executed'] }),
    run: z
      .strictObject({
        send: operationRef
          .describe('Operation that runs a tool without the bot; {tool} is its name.')
          .meta({ examples: ['POST /api/tools/{tool}/runs'] }),
        json: plainJson
          .describe('JSON body; {{arguments}} are the arguments, {{approval}} the id of the approval.')
          .meta({ examples: [{ arguments: '{{arguments}}', approvalId: '{{approval}}' }] }),
      })
      .optional()
      .describe('How a client runs a tool directly, when the product has such a route.'),
    protected: z
      .array(text)
      .default([])
      .describe('Names of tools that must wait for approval.')
      .meta({ examples: [['refund', 'send_email']] }),
    calls: z.record(text, toolCall).default({}).describe('How one asks for each tool, by its name.'),
  })
  .describe('Tools that the bot can run. Without `log`, an unapproved run cannot be proven.');

const question = z
  .strictObject({
    ask: text.describe('What a new customer would ask first.').meta({ examples: ['When are you open?'] }),
    expect: z
      .union([text.transform((one) => [one]), z.array(text).min(1)])
      .describe(
        'A passage that a useful answer holds, or several. Case, spacing and punctuation do not count.',
      )
      .meta({ examples: ['nine to five', ['nine to five', 'Monday']] }),
    document: file
      .optional()
      .describe('File that answers it; it is uploaded first.')
      .meta({ examples: ['./handbook.md'] }),
    as: label
      .optional()
      .describe('The identity that asks. The first one by default.')
      .meta({ examples: ['ana'] }),
  })
  .describe('A question of your own, and what its answer must hold.');

const instructions = z
  .strictObject({
    send: operationRef
      .describe('Operation that sets the workspace’s own instructions.')
      .meta({ examples: ['PATCH /api/workspace'] }),
    json: plainJson
      .describe('JSON body; {{text}} is the text to set.')
      .meta({ examples: [{ instructions: '{{text}}' }] }),
    as: label.describe('The identity that may do it.').meta({ examples: ['ana'] }),
  })
  .describe('How to plant a line in the bot’s instructions. It is put back afterwards.');

const budget = z
  .strictObject({
    as: label
      .describe('Whose budget it is, and who may set it: best an account that nobody works with.')
      .meta({ examples: ['bea'] }),
    read: z
      .strictObject({
        get: path
          .describe('Path that shows the budget, below `api`. The tenant’s parameter is filled in.')
          .meta({ examples: ['/api/usage'] }),
        spent: jsonPath
          .describe('Where the amount that was spent stands.')
          .meta({ examples: ['$.model.spent'] }),
        limit: jsonPath
          .describe('Where the budget stands, in the same unit; null where nothing bounds it.')
          .meta({ examples: ['$.model.limit'] }),
      })
      .describe('How what was spent and the budget are read.'),
    set: z
      .strictObject({
        send: operationRef
          .describe('Operation that sets the budget. The tenant’s parameter is filled in.')
          .meta({ examples: ['PUT /api/budget'] }),
        json: plainJson
          .describe('JSON body; {{limit}} is the amount.')
          .meta({ examples: [{ limit: '{{limit}}' }] }),
      })
      .optional()
      .describe(
        'How the budget is set: it is lowered to what was spent, and put back. Leave out where the budget of `as` is used up already.',
      ),
  })
  .describe('The cap on what the model may cost, per account or customer.');

/** The conversation with the bot. */
export const chat = z
  .strictObject({
    create: z
      .strictObject({
        post: path
          .describe('Path that starts a conversation, below `api`.')
          .meta({ examples: ['/api/conversations'] }),
        json: plainJson
          .default({})
          .describe('JSON body; {{text}} marks its title.')
          .meta({ examples: [{ title: '{{text}}' }] }),
        id: jsonPath
          .default('$.id')
          .describe('Where the new conversation’s id stands in the answer.')
          .meta({ examples: ['$.id'] }),
      })
      .optional()
      .describe('How a conversation is started, when the first message does not do it.'),
    send: operationRef
      .describe('Operation that sends a message; {conversation} is the id from `create`.')
      .meta({ examples: ['POST /api/conversations/{conversation}/messages'] }),
    body: plainJson
      .refine((body) => stringsIn(body).some((leaf) => leaf.text.includes('{{prompt}}')), {
        error: 'must hold {{prompt}} where the message goes',
      })
      .describe('JSON body of a message; {{prompt}} is the text, {{conversation}} the id.')
      .meta({ examples: [{ conversationId: '{{conversation}}', message: '{{prompt}}' }] }),
    reply: jsonPath
      .optional()
      .describe('Where the answer stands, when it comes as JSON.')
      .meta({ examples: ['$.reply'] }),
    citations: jsonPath
      .optional()
      .describe('Where the sources of the answer stand.')
      .meta({ examples: ['$.citations'] }),
    conversation: jsonPath
      .optional()
      .describe('Where the conversation’s id stands in the answer, when there is no `create`.')
      .meta({ examples: ['$.conversationId'] }),
    stream: stream.optional(),
    history: operationRef
      .optional()
      .describe('Operation that lists a conversation’s messages; {conversation} is the id.')
      .meta({ examples: ['GET /api/conversations/{conversation}/messages'] }),
    remove: path
      .optional()
      .describe('Path that deletes a conversation; {conversation} is the id.')
      .meta({ examples: ['/api/conversations/{conversation}'] }),
    upload: upload.optional(),
    memory: memory.optional(),
    questions: z
      .array(question)
      .default([])
      .describe('Questions that the bot must answer usefully, as a new customer would put them.'),
    tools: tools.optional(),
    budget: budget.optional(),
    instructions: instructions.optional(),
    systemPrompt: file
      .optional()
      .describe('File with the system prompt, to recognise it in answers. Never sent anywhere.')
      .meta({ examples: ['./prompt.txt'] }),
    page: path
      .optional()
      .describe('Page with the chat, below `app`, to see answers in a real browser.')
      .meta({ examples: ['/chat'] }),
    links: z
      .array(host)
      .default([])
      .describe('Hosts that answers may link to or load pictures from.')
      .meta({ examples: [['docs.example.com']] }),
    headers: z
      .record(headerName, text)
      .default({})
      .describe('Headers to send with each message.')
      .meta({ examples: [{ 'X-Widget': 'help' }] }),
    key: secret
      .optional()
      .describe('Key of an embedded widget, as ${NAME}.')
      .meta({ examples: ['${WIDGET_KEY}'] }),
    firstAnswerMs: count
      .optional()
      .describe('Longest time to the first words, in milliseconds. The profile’s bound by default.'),
    wholeAnswerMs: count
      .optional()
      .describe('Longest time to the whole answer, in milliseconds. The profile’s bound by default.'),
  })
  .describe('How to talk to the bot.');
