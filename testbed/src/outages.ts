import { join } from 'node:path';

/** Files beside the chatbot's mails; while one exists, that part of it is away. */
export const OUTAGES = { model: 'model.away', tool: 'tool.away', database: 'database.away' } as const;

/** The drills of a target file: a part is taken away and brought back by its file. */
export function drillsIn(directory: string) {
  const drill = (file: string) => {
    const path = `'${join(directory, file)}'`;
    return { break: `touch ${path}`, mend: `rm -f ${path}` };
  };
  return {
    within: '8s',
    model: drill(OUTAGES.model),
    tool: drill(OUTAGES.tool),
    database: drill(OUTAGES.database),
  };
}
