import { CamelCasePlugin } from 'kysely';

/** Columns are snake_case in the database and camelCase here. */
export const PLUGINS = [new CamelCasePlugin()];
