/** 法制规则 The rule versions of working days, levies, remedies and penalties a new ledger is opened with, and their sources. */
import { holidayTables } from './holiday-tables.ts';
import { type Initial, rule } from './initial-rule.ts';

const holidays = holidayTables.map((body) =>
  rule({
    topic: 'holidays',
    version: `${body.year}-1`,
    from: `${body.year}-01-01`,
    to: `${body.year + 1}-01-01`,
    citation: `国务院办公厅关于${body.year}年部分节假日安排的通知`,
    body: { ...body, daysOff: [...body.daysOff], workingWeekends: [...body.workingWeekends] },
  }),
);

export const legalRules: readonly Initial[] = [...holidays];
