/** 相关记录 The streams that say who a person is, and who the other one is whom a command about them names. */
import { birthOf, streamOf } from '../kernel/identifier.ts';

/** The streams that say who the subject is. */
export const whoFacts = (subject: string) => ({
  person: streamOf('person', subject),
  birth: streamOf('birth', birthOf(subject)),
});
export const childFacts = (childId: string) => ({
  child: streamOf('person', childId),
  childBirth: streamOf('birth', birthOf(childId)),
});
export const survivorFacts = (survivorId: string) => ({
  survivor: streamOf('person', survivorId),
  survivorBirth: streamOf('birth', birthOf(survivorId)),
});
