export { Oracle, type Holding, type Memo } from './oracle.ts';
export type { Subject } from './subjects.ts';
export { compare, decide, type ChangedCell, type Table } from './table.ts';
export { accountStates, askable, questionsOf, universe } from './universe.ts';
export type { Cell, Question, Universe } from './universe.ts';
