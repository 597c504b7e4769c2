const paper = [{ name: 'paper', in: 'path', required: true, schema: { type: 'string' } }];
const done = { 200: { description: 'done' } };

/** The only part of Fernblick that somebody has described: how papers are brought. */
export const PAPERS_OPENAPI = {
  openapi: '3.0.3',
  info: { title: 'Papers', version: '1' },
  paths: {
    '/api/papers': {
      get: { responses: done },
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['paper'],
                properties: { paper: { type: 'string', format: 'binary' } },
              },
            },
          },
        },
        responses: done,
      },
    },
    '/api/papers/{paper}': {
      get: { parameters: paper, responses: done },
      delete: { parameters: paper, responses: done },
    },
  },
};
